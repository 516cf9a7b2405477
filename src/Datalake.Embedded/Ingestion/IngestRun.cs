using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>
/// One run over the raw folder: every arrival that no commit names goes through structure and deliver, several at a time. Arrivals of
/// datasets that are not ready wait, with the reason, and keep no other from being taken.
/// </summary>
internal sealed class IngestRun(
    IObjectStore raw,
    FileObjectStore lake,
    DatasetCatalog catalog,
    StructureStep structure,
    DeliverStep deliver,
    Func<DatasetContract, ParquetDeliveryStream> streams,
    CommittedArrivals committed,
    IReadOnlyDictionary<string, string> unready,
    int workers)
{
    private const int ShownKeys = 20;

    // ENOSPC, EROFS and EDQUOT: what stops one arrival stops all of them.
    private static readonly int[] NoRoom = [28, 30, 122];

    private readonly Lock gate = new();
    private readonly List<string> unclaimedKeys = [];
    private readonly List<(string Name, string Reason)> skippedNames = [];
    private readonly List<(StoredObject Arrival, string Reason)> failures = [];
    private readonly SortedDictionary<string, (long Arrivals, string Reason)> waiting = new(StringComparer.Ordinal);
    private IngestReport report = new();

    /// <summary>What is done so far.</summary>
    public IngestReport Report
    {
        get
        {
            lock (gate)
                return report with
                {
                    UnclaimedKeys = [.. unclaimedKeys],
                    SkippedNames = [.. skippedNames],
                    Failures = [.. failures],
                    Waiting = [.. waiting.Select(one => (one.Key, one.Value.Arrivals, one.Value.Reason))],
                };
        }
    }

    /// <summary>Counts a name in the raw folder that is not listed.</summary>
    public void Skip(SkippedName name)
    {
        lock (gate)
        {
            if (name.IsUnreadable)
            {
                failures.Add((new StoredObject(name.Name, 0, string.Empty, default), name.Reason));
                return;
            }

            report = report with { Skipped = report.Skipped + 1 };
            if (skippedNames.Count < ShownKeys) skippedNames.Add((ObjectKeys.Show(name.Name), name.Reason));
        }
    }

    /// <summary>Takes every arrival that is not done. What was taken is committed only when the streams are flushed.</summary>
    public async Task RunAsync(IProgress<IngestReport>? progress, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(FindAsync(cancellationToken), options, async (arrival, token) =>
        {
            await TakeAsync(arrival.Dataset, arrival.Object, refusal: null, token);
            progress?.Report(report);
        });
    }

    private async IAsyncEnumerable<(DatasetContract Dataset, StoredObject Object)> FindAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in raw.ListAsync(string.Empty, cancellationToken))
        {
            var dataset = catalog.Claim(found.Key);
            lock (gate)
            {
                report = report with { Found = report.Found + 1, Unclaimed = report.Unclaimed + (dataset is null ? 1 : 0) };
                if (dataset is null && unclaimedKeys.Count < ShownKeys) unclaimedKeys.Add(ObjectKeys.Show(found.Key));
            }

            if (dataset is null || committed.Contains(found.Key, found.Version)) continue;
            if (unready.TryGetValue(dataset.Name, out var reason))
            {
                lock (gate) waiting[dataset.Name] = (waiting.GetValueOrDefault(dataset.Name).Arrivals + 1, reason);
                continue;
            }

            yield return (dataset, found);
        }
    }

    private async Task TakeAsync(DatasetContract dataset, StoredObject arrival, string? refusal, CancellationToken cancellationToken)
    {
        using var delivery = streams(dataset).Begin();
        await using var session = deliver.Begin(dataset, arrival, delivery);
        StructureOutcome structured;
        try
        {
            structured = refusal is null
                ? await structure.RunAsync(dataset, arrival, session, cancellationToken)
                : await structure.RefuseAsync(dataset.Name, arrival, refusal, cancellationToken);
        }
        catch (ObjectStoreException failure) when (refusal is null && failure.InnerException is PathTooLongException)
        {
            // With a delivery of its own: this one may hold records already, which go away with it.
            await TakeAsync(
                dataset,
                arrival,
                "A part of the key is longer than the folder's file system allows once .json is added.",
                cancellationToken
            );
            return;
        }
        catch (Exception failure)
            when (failure is ObjectStoreException or IOException
                && !Array.Exists(NoRoom, errno => errno == (failure.InnerException ?? failure).HResult)
            )
        {
            // The arrival's own stream throws what the disk says; all else comes in words already.
            var described = failure as ObjectStoreException ?? FileObjectStore.Describe(failure, "read", arrival.Key);
            lock (gate) failures.Add((arrival, described.Message));
            return;
        }

        if (structured.State is ArrivalState.Gone or ArrivalState.Replaced)
        {
            lock (gate) report = report with { Changed = report.Changed + 1 };
            return;
        }

        if (structured.State == ArrivalState.Damaged)
        {
            // With a delivery of its own: this one may hold records already, which are discarded with it.
            using var nothing = streams(dataset).Begin();
            await CommitAsync(dataset, arrival, structured.Counts, new StepCounts(), nothing, cancellationToken);
            return;
        }

        var delivered = await session.CompleteAsync(cancellationToken);
        if (delivered.Records != structured.Counts.Passed || !delivered.IsConserved || !structured.Counts.IsConserved)
        {
            throw new InvalidOperationException(
                $"Dataset {dataset.Name}, arrival {arrival.Key}: {structured.Counts.Records} records went in, {structured.Counts.Passed} were structured, {delivered.Passed} delivered, "
                    + $"{structured.Counts.Quarantined + delivered.Quarantined} quarantined. They must add up; nothing of this arrival is committed. This is a defect, please report it."
            );
        }

        await CommitAsync(dataset, arrival, structured.Counts, delivered, delivery, cancellationToken);
    }

    private async Task CommitAsync(
        DatasetContract dataset,
        StoredObject arrival,
        StepCounts structured,
        StepCounts delivered,
        ArrivalDelivery delivery,
        CancellationToken cancellationToken)
    {
        // An earlier attempt, not committed, may have found bad records under another contract.
        if (structured.Quarantined == 0) Forget(QuarantineKeys.Of(dataset.Name, QuarantineStep.Structure, arrival));
        if (delivered.Quarantined == 0) Forget(QuarantineKeys.Of(dataset.Name, QuarantineStep.Deliver, arrival));
        var entry = CommitEntry.Create(arrival, replay: false, structured, delivered);
        await delivery.CompleteAsync(entry, cancellationToken);
        lock (gate)
        {
            report = report with
            {
                Arrivals = report.Arrivals + 1,
                Bytes = report.Bytes + entry.Bytes,
                Records = report.Records + entry.Records,
                Delivered = report.Delivered + entry.Delivered,
                Quarantined = report.Quarantined + entry.Quarantined,
                Rescued = report.Rescued + entry.Rescued,
                Erased = report.Erased + entry.Erased,
            };
        }
    }

    private void Forget(string key)
    {
        // Looked for first, which is quick: hardly ever is there one.
        if (File.Exists(lake.PathOf(key))) lake.DeleteUnsynced(key);
    }
}
