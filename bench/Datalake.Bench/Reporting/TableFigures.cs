using Datalake.Bench.Lakes;
using Datalake.Bench.Tables;

namespace Datalake.Bench.Reporting;

/// <summary>What work on large tables comes to.</summary>
internal static class TableFigures
{
    public const string Section = "Tables of many files";

    /// <summary>The figures of a result.</summary>
    public static IEnumerable<Figure> Of(TableJob job, TableResult result) =>
    [
        new(Section, job.Title, "files of the log", job.LogFiles, ""),
        .. Times("open its newest version", result.Opens, job.Title),
        new(Section, job.Title, "files of the table", result.Files, ""),
        new(Section, job.Title, "change dates of an hour", result.Days, ""),
        .. Times("stage -> consumable of an hour", result.Hours, job.Title),
    ];

    private static IEnumerable<Figure> Times(string name, IReadOnlyList<PhaseTime> times, string title) =>
    [
        new(Section, title, $"{name}, first", times[0].Seconds, "s"),
        new(Section, title, $"{name}, first, processor time", times[0].ProcessorSeconds, "s"),
        new(Section, title, $"{name}, again", times.Skip(1).Min(time => time.Seconds), "s"),
        new(Section, title, $"{name}, again, processor time", times.Skip(1).Min(time => time.ProcessorSeconds), "s"),
    ];
}
