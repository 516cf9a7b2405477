using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;

namespace Datalake.Embedded.Ingestion;

/// <summary>
/// Discards quarantine entries. They are written into the discard log before they are deleted, so that a run which is cut short loses no
/// count: what is in the log is deleted by the next run.
/// </summary>
internal sealed class DiscardRun(FileObjectStore store, QuarantineStore quarantine, LiveQuarantine live, DiscardLog log, TimeProvider time)
{
    private const int ObjectsAtOnce = 5_000;

    private readonly List<Discarded> pending = [];

    /// <summary>Discards the chosen entries.</summary>
    /// <param name="choose">Returns true for an entry to discard. Called more than once for each.</param>
    /// <param name="cancellationToken">A token to cancel the operation; what was not discarded stays as it is.</param>
    public async Task<DiscardReport> RunAsync(Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var chosen in live.ChooseAsync(choose, cancellationToken))
        {
            count += chosen.Records;

            // No count holds the entries of an arrival that is not done, and they come again with it.
            var next = chosen.IsCommitted ? QuarantineKeys.After(chosen.Key) : chosen.Key;
            if (chosen.IsCommitted) await live.ClearNextAsync(chosen.Key, cancellationToken);
            if (chosen.Kept > 0) await KeepAsync(chosen, next, choose, cancellationToken);
            else if (!chosen.IsCommitted) store.DeleteUnsynced(chosen.Key);
            if (chosen.IsCommitted) pending.Add(new Discarded(chosen.Key, chosen.First!.Source, chosen.First.Version, chosen.Rules));
            if (pending.Count == ObjectsAtOnce) await WriteAsync(cancellationToken);
        }

        await WriteAsync(cancellationToken);
        await live.RemoveAsync(cancellationToken);
        return new DiscardReport(count, live.Damages);
    }

    private async Task KeepAsync(ChosenEntries chosen, string next, Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken)
    {
        await using var left = quarantine.Begin(next, chosen.Arrival);
        await foreach (var line in quarantine.ReadAsync(chosen.Key, cancellationToken))
        {
            if (line.Entry is null || !choose(line.Entry)) await left.CopyAsync(line.Text, cancellationToken);
        }

        await left.CommitAsync(cancellationToken);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var dataset in pending.GroupBy(one => QuarantineKeys.DatasetOf(one.Key), StringComparer.Ordinal))
        {
            await log.AppendAsync(dataset.Key, [.. dataset], time.GetUtcNow(), cancellationToken);
        }

        foreach (var one in pending) live.Supersede(one.Key);
        pending.Clear();
    }
}
