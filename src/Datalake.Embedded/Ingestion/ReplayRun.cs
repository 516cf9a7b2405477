using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Pipeline;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>
/// Tries quarantine entries again, one object after the other: its arrival is read once, and what still has no reading goes into the next
/// object. An object is superseded by the commit that holds the records it gave.
/// </summary>
internal sealed class ReplayRun(
    IObjectStore raw,
    DatasetCatalog catalog,
    QuarantineStore quarantine,
    LiveQuarantine live,
    StructureStep structure,
    DeliverStep deliver,
    Func<DatasetContract, ParquetDeliveryStream> streams,
    RecordLimits limits,
    IErasedRecords erased)
{
    private long tried;
    private long delivered;
    private long keptOut;

    /// <summary>What was done; true once the streams are flushed.</summary>
    public ReplayReport Report => new(tried, delivered, tried - delivered - keptOut) { Damages = live.Damages };

    /// <summary>Tries the chosen entries.</summary>
    /// <param name="choose">Returns true for an entry to try. Called more than once for each.</param>
    /// <param name="cancellationToken">A token to cancel the operation; what is not committed stays in quarantine.</param>
    public async Task RunAsync(Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken)
    {
        await foreach (var chosen in live.ChooseAsync(choose, cancellationToken))
        {
            // The records of an arrival that is not done come with it, good or bad; delivered from here they would be there twice.
            if (!chosen.IsCommitted) continue;
            tried += chosen.Records;
            if (catalog.Find(QuarantineKeys.DatasetOf(chosen.Key)) is { } dataset)
                await TryAsync(dataset, chosen, choose, cancellationToken);
        }
    }

    private async Task TryAsync(
        DatasetContract dataset, ChosenEntries chosen, Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken)
    {
        structure.Prepare(dataset);
        await live.ClearNextAsync(chosen.Key, cancellationToken);
        var left = quarantine.Begin(QuarantineKeys.After(chosen.Key), chosen.Arrival);
        using var delivery = streams(dataset).Begin();
        await using var session = deliver.Begin(dataset, chosen.Arrival, delivery, left);
        await using var arrival = new ArrivalRecords(raw, dataset, chosen.Arrival, limits);
        using var attempt = new ReplayAttempt(dataset, structure, session, left, arrival, erased);
        await foreach (var line in quarantine.ReadAsync(chosen.Key, cancellationToken))
        {
            var isTaken = line.Entry is { } entry && choose(entry) && await attempt.TryAsync(entry, cancellationToken);
            if (!isTaken) await left.CopyAsync(line.Text, cancellationToken);
        }

        // Without one that left its step nothing has changed, and the object stays as it is.
        if (session.Counts.Records == 0) return;
        var counts = await session.CompleteAsync(cancellationToken);
        var commit = new CommitEntry(
            chosen.Key, QuarantineKeys.IdOf(chosen.Key), true, counts.Records, counts.Passed, counts.Quarantined, counts.Rescued, 0)
        {
            Erased = counts.Erased,
        };
        await delivery.CompleteAsync(commit, cancellationToken);
        live.Supersede(chosen.Key);
        delivered += counts.Passed;
        keptOut += counts.Erased;
    }
}
