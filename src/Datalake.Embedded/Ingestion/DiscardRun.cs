using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;

namespace Datalake.Embedded.Ingestion;

/// <summary>
/// Lets go of quarantine entries. Each is written into the books before it is taken out, so that a run which is cut short loses no count: what is
/// written down already is taken out by the next run.
/// </summary>
internal sealed class DiscardRun(FileObjectStore store, QuarantineStore quarantine, DiscardLog log, CommittedArrivals committed, TimeProvider time)
{
    private const int AtOnce = 5_000;

    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <summary>Discards the chosen entries.</summary>
    /// <returns>How many.</returns>
    public async Task<long> RunAsync(Func<QuarantineEntry, bool> choose, CancellationToken cancellation)
    {
        await foreach (var earlier in log.ReadAllAsync(null, cancellation)) written.Add(earlier.Key);
        var count = 0L;
        var some = new List<QuarantineEntry>();
        await foreach (var entry in quarantine.ListAsync(null, cancellation))
        {
            if (!choose(entry)) continue;
            some.Add(entry with { Payload = null, PayloadBase64 = null });
            count++;
            if (some.Count == AtOnce) await DiscardAsync(some, cancellation);
        }

        await DiscardAsync(some, cancellation);
        return count;
    }

    private async Task DiscardAsync(List<QuarantineEntry> some, CancellationToken cancellation)
    {
        foreach (var dataset in some.Where(IsNew).GroupBy(entry => entry.Dataset, StringComparer.Ordinal))
        {
            var records = dataset.Select(entry => new Discarded(QuarantineStore.KeyOf(entry), entry.Rule, entry.Source, entry.Version, entry.Record)).ToArray();
            await log.AppendAsync(dataset.Key, records, time.GetUtcNow(), cancellation);
        }

        foreach (var entry in some) store.DeleteUnsynced(QuarantineStore.KeyOf(entry));
        some.Clear();
    }

    /// <summary>False for what is in the books, and for what no count holds: the entry of an arrival that is not done comes again when it is.</summary>
    private bool IsNew(QuarantineEntry entry) =>
        committed.Contains(entry.Source, entry.Version) && !committed.Contains(QuarantineStore.KeyOf(entry), entry.Id) && !written.Contains(QuarantineStore.KeyOf(entry));
}
