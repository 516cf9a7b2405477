using Datalake.Embedded;
using Datalake.Partitioning;

namespace Datalake.Bench.Lakes;

/// <summary>
/// Takes a lake from raw files to consumable tables, as <c>lake run</c> does, and nothing else: this is the process whose memory is looked
/// at.
/// </summary>
internal static class LakeRun
{
    /// <summary>Runs a job.</summary>
    /// <exception cref="BenchException">An hour could not be partitioned.</exception>
    public static async Task<LakeResult> RunAsync(LakeJob job, CancellationToken cancellationToken)
    {
        var whole = new PhaseClock();
        await using var lake = EmbeddedLake.Open(new LakeOptions { Root = job.Root, Datasets = job.Datasets });
        var clock = new PhaseClock();
        var ingested = await lake.IngestAsync(null, cancellationToken);
        var ingest = clock.Read();
        var ingestPeak = PeakMemory.Read();

        clock = new PhaseClock();
        var hours = await lake.PartitionAsync(new PartitionRequest { IncludeOpen = true }, null, cancellationToken);
        var partition = clock.Read();
        if (hours.FirstOrDefault(hour => hour.Finished is null) is { } failed)
            throw new BenchException($"An hour could not be partitioned. {failed.Failure}");

        return new LakeResult
        {
            Ingest = ingest,
            Partition = partition,
            Whole = whole.Read(),
            Arrivals = ingested.Arrivals,
            Records = ingested.Records,
            Delivered = ingested.Delivered,
            Quarantined = ingested.Quarantined,
            Rows = hours.Sum(hour => hour.Finished!.Rows),
            Written = hours.Sum(hour => hour.Finished!.Written),
            Duplicates = hours.Sum(hour => hour.Finished!.Duplicates),
            IngestPeak = ingestPeak,
            Peak = PeakMemory.Read(),
        };
    }
}
