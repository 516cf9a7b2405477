using Datalake.Bench.Lakes;
using Datalake.Embedded;
using Datalake.Partitioning;

namespace Datalake.Bench.Tables;

/// <summary>Works on a table as a command does that was just started: this is the process that is timed.</summary>
internal static class TableRun
{
    private const int Rounds = 3;

    /// <summary>Runs a job.</summary>
    /// <exception cref="BenchException">An hour could not be partitioned.</exception>
    public static async Task<TableResult> RunAsync(TableJob job, CancellationToken cancellationToken)
    {
        var opens = new List<PhaseTime>();
        for (var round = 0; round < Rounds; round++)
        {
            var clock = new PhaseClock();
            var snapshot = await TableHours.Log(job).OpenAsync(cancellationToken);
            opens.Add(clock.Read());
            if (snapshot!.Files.Count != job.LogFiles) throw new BenchException($"The log has {snapshot.Files.Count} files.");
        }

        var files = await TableHours.FilesAsync(job, cancellationToken);
        var hours = new List<PhaseTime>();
        var days = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var hour = job.Hours + round;
            TableHours.Generate(job, hour, job.TouchedDays);
            await using var lake = EmbeddedLake.Open(TableHours.Options(job, hour));
            await lake.IngestAsync(null, cancellationToken);
            var clock = new PhaseClock();
            var outcome = Assert(await lake.PartitionAsync(new PartitionRequest { IncludeOpen = true }, null, cancellationToken));
            hours.Add(clock.Read());
            days = outcome.Finished!.Days.Count;
        }

        return new TableResult(opens, files, hours, days);
    }

    private static HourOutcome Assert(IReadOnlyList<HourOutcome> outcomes) =>
        outcomes is [{ Failure: null }] ? outcomes[0] : throw new BenchException($"An hour could not be partitioned. {outcomes[0].Failure}");
}

/// <summary>What the process that worked on a table reports.</summary>
/// <param name="Opens">Opening the log of many files, the first time and again.</param>
/// <param name="Files">Files of the table with rows.</param>
/// <param name="Hours">Bringing an hour into it, the first time and again.</param>
/// <param name="Days">Change dates of such an hour.</param>
internal sealed record TableResult(IReadOnlyList<PhaseTime> Opens, int Files, IReadOnlyList<PhaseTime> Hours, int Days);
