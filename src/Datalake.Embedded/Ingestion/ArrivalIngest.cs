using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>Takes one arrival through structure and deliver into its dataset's delivery stream. Safe to share between threads.</summary>
internal sealed class ArrivalIngest(
    FileObjectStore lake, StructureStep structure, DeliverStep deliver, Func<DatasetContract, ParquetDeliveryStream> streams)
{
    // ENOSPC, EROFS and EDQUOT: what stops one arrival stops all of them.
    private static readonly int[] NoRoom = [28, 30, 122];

    /// <summary>Takes an arrival. What was taken is committed only when the stream writes.</summary>
    /// <returns>What became of it: the counts of one arrival, that it changed while it was read, or why it cannot be read.</returns>
    /// <exception cref="ObjectStoreException">The disk is full or read-only.</exception>
    public Task<IngestReport> TakeAsync(DatasetContract dataset, StoredObject arrival, CancellationToken cancellationToken) =>
        TakeAsync(dataset, arrival, refusal: null, cancellationToken);

    private async Task<IngestReport> TakeAsync(
        DatasetContract dataset, StoredObject arrival, string? refusal, CancellationToken cancellationToken)
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
            return await TakeAsync(
                dataset,
                arrival,
                "A part of the key is longer than the folder's file system allows once .json is added.",
                cancellationToken
            );
        }
        catch (Exception failure)
            when (failure is ObjectStoreException or IOException
                && !Array.Exists(NoRoom, errno => errno == (failure.InnerException ?? failure).HResult)
            )
        {
            // The arrival's own stream throws what the disk says; all else comes in words already.
            var described = failure as ObjectStoreException ?? FileObjectStore.Describe(failure, "read", arrival.Key);
            return new IngestReport { Failures = [(arrival, described.Message)] };
        }

        if (structured.State is ArrivalState.Gone or ArrivalState.Replaced) return new IngestReport { Changed = 1 };

        if (structured.State == ArrivalState.Damaged)
        {
            // With a delivery of its own: this one may hold records already, which are discarded with it.
            using var nothing = streams(dataset).Begin();
            return await CommitAsync(dataset, arrival, structured.Counts, new StepCounts(), nothing, cancellationToken);
        }

        var delivered = await session.CompleteAsync(cancellationToken);
        if (delivered.Records != structured.Counts.Passed || !delivered.IsConserved || !structured.Counts.IsConserved)
        {
            throw new InvalidOperationException(
                $"Dataset {dataset.Name}, arrival {arrival.Key}: {structured.Counts.Records} records went in, {structured.Counts.Passed} were structured, {delivered.Passed} delivered, "
                    + $"{structured.Counts.Quarantined + delivered.Quarantined} quarantined. They must add up; nothing of this arrival is committed. This is a defect, please report it."
            );
        }

        return await CommitAsync(dataset, arrival, structured.Counts, delivered, delivery, cancellationToken);
    }

    private async Task<IngestReport> CommitAsync(
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
        return new IngestReport
        {
            Arrivals = 1,
            Bytes = entry.Bytes,
            Records = entry.Records,
            Delivered = entry.Delivered,
            Quarantined = entry.Quarantined,
            Rescued = entry.Rescued,
            Erased = entry.Erased,
        };
    }

    private void Forget(string key)
    {
        // Looked for first, which is quick: hardly ever is there one.
        if (File.Exists(lake.PathOf(key))) lake.DeleteUnsynced(key);
    }
}
