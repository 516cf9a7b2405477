using System.Runtime.CompilerServices;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;

namespace Datalake.Embedded.Ingestion;

/// <summary>
/// The quarantine objects that count. A replay or discard does not change an object: it writes what is left into the next one and records,
/// in a commit or in the discard log, that the first has been superseded. Then it deletes that one. Cut short anywhere, each record is in
/// one object that counts.
/// </summary>
/// <param name="store">The lake's store.</param>
/// <param name="quarantine">Its entries.</param>
/// <param name="committed">What is in the commits: arrivals, and objects that replays superseded.</param>
/// <param name="discarded">Objects that discards superseded.</param>
internal sealed class LiveQuarantine(
    FileObjectStore store, QuarantineStore quarantine, CommittedArrivals committed, CommittedArrivals discarded)
{
    private const int ShownDamages = 20;

    // Kept apart, so that a run does not choose from what it has itself left.
    private readonly CommittedArrivals supersededNow = new();
    private readonly List<string> damages = [];

    /// <summary>Messages for entries that cannot be read; of many the first.</summary>
    public IReadOnlyList<string> Damages => damages;

    /// <summary>Finds the objects with entries that are chosen, and counts these.</summary>
    public async IAsyncEnumerable<ChosenEntries> ChooseAsync(
        Func<QuarantineEntry, bool> choose, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Decided before the run commits anything: what it leaves is not chosen from again.
        var live = new List<string>();
        await foreach (var key in quarantine.ListKeysAsync(null, cancellationToken))
        {
            if (IsLive(key, IsSuperseded)) live.Add(key);
        }

        foreach (var key in live)
        {
            var chosen = new ChosenEntries(key);
            await foreach (var line in quarantine.ReadAsync(key, cancellationToken))
            {
                if (line.Entry is { } entry) chosen.Add(entry, choose(entry));
                else Damage(chosen, line.Damage!);
            }

            if (chosen.Records > 0)
                yield return chosen with
                {
                    IsCommitted = committed.Contains(chosen.First!.Source, chosen.First.Version),
                };
        }
    }

    /// <summary>Whether the entries of an object count.</summary>
    public bool IsLive(string key) => IsLive(key, IsSuperseded);

    /// <summary>Makes room for what is left of an object: a run that was cut short may have left something there.</summary>
    public ValueTask ClearNextAsync(string key, CancellationToken cancellationToken) =>
        store.DeleteAsync(QuarantineKeys.After(key), cancellationToken);

    /// <summary>Notes that the next object takes the place of this one.</summary>
    public void Supersede(string key) => supersededNow.Add(key, QuarantineKeys.IdOf(key));

    /// <summary>
    /// Deletes what was superseded, now or by a run that was cut short, and what such a run left without superseding anything.
    /// </summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await foreach (var key in quarantine.ListKeysAsync(null, cancellationToken))
        {
            if (
                IsSupersededBy(key)
                || (!IsLive(key, IsSupersededBy) && await store.FindAsync(QuarantineKeys.Before(key)!, cancellationToken) is not null)
            )
                store.DeleteUnsynced(key);
        }
    }

    private static bool IsLive(string key, Func<string, bool> isSuperseded) =>
        !isSuperseded(key) && (QuarantineKeys.Before(key) is not { } before || isSuperseded(before));

    private bool IsSupersededBy(string key) => IsSuperseded(key) || supersededNow.Contains(key, QuarantineKeys.IdOf(key));

    private bool IsSuperseded(string key) =>
        QuarantineKeys.IdOf(key) is var id && (committed.Contains(key, id) || discarded.Contains(key, id));

    private void Damage(ChosenEntries chosen, string message)
    {
        chosen.Kept++;
        if (damages.Count < ShownDamages) damages.Add(message);
    }
}
