using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded;
using Datalake.Embedded.Ingestion;
using Datalake.Storage;

namespace Datalake.Cli.Commands;

/// <summary><c>lake ingest</c>: takes what lies in raw/ and is not done.</summary>
internal static class IngestCommand
{
    /// <summary>The columns of the result.</summary>
    public static readonly string[] Columns =
    ["arrivals", "bytes", "records", "delivered", "quarantined", "rescued", "unclaimed", "changed", "failed"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var engine = new EngineOptionSet();
        var command = engine.AddAll(
            new Command("ingest", "Take every arrival in raw/ that is not done: structure it, conform it, write the stage."));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var lake = EmbeddedLake.Open(engine.LakeOf(parsed, options, io));
            var report = await IngestAsync(lake, options.SameLake(parsed), io, cancellationToken);
            options.WriterOf(parsed, io).WriteAll(Columns, [Row(report)]);
            return CodeOf(report);
        });
        return command;
    }

    /// <summary>Ingests, shows the progress, and reports what was not ingested.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="sameLake">The options that lead the next command to it.</param>
    /// <param name="io">What it talks to.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<IngestReport> IngestAsync(
        EmbeddedLake lake, string sameLake, CommandIo io, CancellationToken cancellationToken)
    {
        var latest = new Latest<IngestReport>();
        var start = io.Time.GetTimestamp();
        var report = await ProgressLine.ShowAsync(io, Line, () => lake.IngestAsync(latest, cancellationToken));
        foreach (var (arrival, reason) in report.Failures)
            await io.Error.WriteLineAsync($"{ObjectKeys.Show(arrival.Key)} could not be read and is tried again by the next run: {reason}");
        foreach (var (_, arrivals, reason) in report.Waiting)
            await io.Error.WriteLineAsync($"{Amount.Of(arrivals, "arrival")} not taken. {reason}");
        if (report.Unclaimed > 0)
        {
            await io.Error.WriteLineAsync(
                $"{Amount.Of(report.Unclaimed, "arrival")} in raw/ of no dataset, for example {string.Join(", ", report.UnclaimedKeys.Take(3))}. "
                + "What no dataset claims by raw.keys in its contract stays where it is.");
        }

        if (report.Skipped > 0) await io.Error.WriteLineAsync(DescribeSkipped(report.Skipped, report.SkippedNames[0]));
        if (report.Quarantined > 0)
            await io.Error.WriteLineAsync(
                $"{Amount.Of(report.Quarantined, "record")} went to quarantine. See why: lake quarantine list{sameLake}");
        if (report.Erased > 0)
            await io.Error.WriteLineAsync(
                $"{Amount.Of(report.Erased, "record")} kept out: erased before. The arrivals still hold what was kept out; erase it there too: lake erase --again{sameLake}");
        if (!Directory.EnumerateFileSystemEntries(lake.Folder.Raw).Any())
            await io.Error.WriteLineAsync($"Nothing lies in {lake.Folder.Raw}. Put there what is to be ingested.");
        return report;

        string Line()
        {
            var seconds = Math.Max(0.001, io.Time.GetElapsedTime(start).TotalSeconds);
            return latest.Value is { } now
                ? $"ingesting: {Amount.Of(now.Arrivals, "arrival")}, {Amount.Of(now.Records, "record")}, {Amount.OfBytes(now.Bytes)} ({Amount.OfBytes(now.Bytes / seconds)}/s), {Amount.Of(now.Quarantined)} quarantined"
                : "ingesting: looking for arrivals";
        }
    }

    /// <summary>Says what is in raw/ and is not looked at.</summary>
    public static string DescribeSkipped(long count, (string Name, string Reason) example) =>
        $"{Amount.Of(count, "name")} in raw/ skipped, for example {example.Name}: {example.Reason}";

    /// <summary>The result as a row.</summary>
    public static IReadOnlyList<object?> Row(IngestReport report) =>
        [
            report.Arrivals,
            report.Bytes,
            report.Records,
            report.Delivered,
            report.Quarantined,
            report.Rescued,
            report.Unclaimed,
            report.Changed,
            (long)report.Failures.Count,
        ];

    /// <summary>The exit code of the result.</summary>
    public static int CodeOf(IngestReport report) =>
        report.Failures.Count > 0 || report.Waiting.Count > 0 ? ExitCode.Failed
        : report.Quarantined > 0 ? ExitCode.Quarantined
        : ExitCode.Done;
}
