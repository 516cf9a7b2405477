using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded.Auditing;

namespace Datalake.Cli.Commands;

/// <summary><c>lake status</c>: where the records are, and whether they add up.</summary>
internal static class StatusCommand
{
    private static readonly (string Name, string Meaning, Func<DatasetStatus, long> Value)[] Figures =
    [
        ("arrivals_found", "arrivals in raw/", status => status.ArrivalsFound),
        ("arrivals_waiting", "  waiting for ingest", status => status.ArrivalsWaiting),
        ("arrivals_done", "arrivals done", status => status.ArrivalsDone),
        ("records", "records in them", status => status.Records),
        ("delivered", "  delivered to the stage", status => status.Delivered),
        ("quarantined", "  quarantined (recorded)", status => status.Quarantined),
        ("quarantine_entries", "  quarantined (found)", status => status.QuarantineEntries),
        ("discarded", "  discarded from quarantine", status => status.Discarded),
        ("erased", "  erased", status => status.Erased),
        ("rescued", "  delivered with _rescued", status => status.Rescued),
        ("stage_files", "stage files", status => status.StageFiles),
        ("stage_rows", "  rows in them", status => status.StageRows),
        ("stage_rows_waiting", "  rows waiting for partition", status => status.StageRowsWaiting),
        ("consumable_written", "consumable rows (recorded)", status => status.ConsumableWritten),
        ("consumable_rows", "consumable rows (found)", status => status.ConsumableRows),
        ("duplicates", "duplicates dropped", status => status.Duplicates),
        ("hours_done", "hours complete", status => status.HoursDone),
        ("hours_due", "hours due", status => status.HoursDue),
        ("hours_open", "hours not over yet", status => status.HoursOpen),
    ];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var engine = new EngineOptionSet();
        var command = engine.AddMemory(
            new Command("status", "Count the records at each step and say whether they add up. A difference is an error."));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await LakeStatus.ReadAsync(engine.LakeOf(parsed, options, io), options.CatalogOf(parsed), cancellationToken);
            Write(report, parsed.GetValue(options.Format), io.Out, io.Error);
            return report.IsConserved ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Writes the figures, and notes on what does not add up.</summary>
    public static void Write(LakeStatusReport report, ResultFormat format, TextWriter figures, TextWriter notes)
    {
        var writer = format.WriterTo(figures);
        if (format == ResultFormat.Table)
        {
            // The figures of a dataset below each other: as columns they would not fit a screen.
            writer.WriteAll(
                ["", .. report.Datasets.Select(status => status.Dataset)],
                Figures.Select(figure =>
                    (IReadOnlyList<object?>)[figure.Meaning, .. report.Datasets.Select(status => (object?)figure.Value(status))]
                )
            );
        }
        else
        {
            writer.WriteAll(
                ["dataset", .. Figures.Select(figure => figure.Name), "conserved", "differences"],
                report.Datasets.Select(status => Row(report, status))
            );
        }

        if (report.Unclaimed > 0)
        {
            notes.WriteLine(
                $"{Amount.Of(report.Unclaimed, "arrival")} in raw/ of no dataset, for example {string.Join(", ", report.UnclaimedKeys.Take(3))}."
            );
        }

        foreach (var status in report.Datasets.Where(status => status.FilesWithoutLog > 0))
        {
            notes.WriteLine(
                $"The table {status.Dataset} is of an earlier version of the lake: {Amount.Of(status.FilesWithoutLog, "file")} without a log. " +
                "The next lake partition that has something to do makes it a Delta table. No file is moved or written again.");
        }

        if (report.Skipped > 0) notes.WriteLine(IngestCommand.DescribeSkipped(report.Skipped, report.SkippedNames[0]));
        foreach (var status in report.Datasets)
        {
            foreach (var warning in status.Warnings) notes.WriteLine($"warning: {status.Dataset}: {warning}");
        }

        foreach (var difference in report.Differences) notes.WriteLine($"error: {difference}");
        if (report.IsMoving)
            notes.WriteLine(
                "Another process wrote to the lake during the count, so these differences may be temporary. Count again when it is done.");
        notes.WriteLine(
            report.IsConserved
                ? "Every record is accounted for."
                : $"{Amount.Of(report.Differences.Count, "difference")}: records do not add up."
        );
    }

    private static IReadOnlyList<object?> Row(LakeStatusReport report, DatasetStatus status)
    {
        var differences = report
            .Differences.Where(difference => difference.Dataset == status.Dataset)
            .Select(difference => $"{difference.Message} [{difference.Rule}]")
            .ToArray();
        return [status.Dataset, .. Figures.Select(figure => (object?)figure.Value(status)), differences.Length == 0, differences];
    }
}
