using System.Globalization;
using Datalake.Bench.Serving;

namespace Datalake.Bench.Reporting;

/// <summary>What a server comes to.</summary>
internal static class ServerFigures
{
    public const string Section = "Server";

    private const double Megabyte = 1_000_000;

    /// <summary>The figures of a result.</summary>
    public static IEnumerable<Figure> Of(ServerJob job, ServerResult result) =>
    [
        new(Section, job.Title, "posts of one record, acknowledged", result.Records.Requests / result.Records.Seconds, "1/s"),
        new(Section, job.Title, "posts of one record, median", result.Records.Median * 1000, "ms"),
        new(Section, job.Title, "posts of one record, 99 of 100", result.Records.P99 * 1000, "ms"),
        new(Section, job.Title, "posts of one record, processor time of each", result.Records.ServerProcessor / result.Records.Requests * 1e6, "us"),
        new(Section, job.Title, "posts of 1,000 records, acknowledged", result.BatchBytes / Megabyte / result.Batches.Seconds, "MB/s"),
        new(Section, job.Title, "posts of 1,000 records, in the table", result.BatchBytes / Megabyte / result.BatchSeconds, "MB/s"),
        new(Section, job.Title, "posts of 1,000 records, processor time", result.BatchProcessor * 1000 / (result.BatchBytes / Megabyte), "ms/MB"),
        .. result.Freshness.SelectMany(fresh => Of(job, fresh)),
        new(Section, job.Title, "resident memory, idle", result.IdleMemory / Megabyte, "MB"),
        new(Section, job.Title, "processors busy, idle", result.IdleProcessors * 100, "%"),
    ];

    private static Figure[] Of(ServerJob job, FreshnessResult fresh)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"answer -> table, seal {fresh.Seal:0.#} s");
        return
        [
            new(Section, job.Title, $"{name}, median", fresh.Median, "s"),
            new(Section, job.Title, $"{name}, longest", fresh.Longest, "s"),
            new(Section, job.Title, $"{name}, records meanwhile", fresh.Rate, "1/s"),
        ];
    }
}
