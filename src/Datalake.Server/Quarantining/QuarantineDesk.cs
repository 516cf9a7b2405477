using Datalake.Datasets;
using Datalake.Embedded;
using Datalake.Embedded.Correcting;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Datalake.Storage;

namespace Datalake.Server.Quarantining;

/// <summary>Shows what is in quarantine, and takes it out again: replayed, corrected or discarded. Safe to share between threads.</summary>
internal sealed class QuarantineDesk(ServerLake lake, LakeOptions options)
{
    /// <summary>How many entries of a group are listed.</summary>
    public const int ShownEntries = 500;

    private readonly QuarantineStore store = new(new FileObjectStore(options.Root, syncsWriters: false));

    /// <summary>Groups all entries.</summary>
    /// <exception cref="ObjectStoreException">The folder cannot be read.</exception>
    public async Task<QuarantineOverview> ListAsync(CancellationToken cancellationToken)
    {
        var groups = new Dictionary<(string Dataset, string Rule), (QuarantineGroup Group, PriorityQueue<QuarantineEntry, DateTimeOffset> Newest)>();
        var damages = new List<string>();
        await foreach (var entry in store.ListAsync(null, damages.Add, cancellationToken))
        {
            if (!groups.TryGetValue((entry.Dataset, entry.Rule), out var known))
                known = (new QuarantineGroup(entry.Dataset, entry.Rule) { First = entry.ArrivedAt, Last = entry.ArrivedAt }, new());
            known.Newest.Enqueue(entry with { Payload = null, PayloadBase64 = null }, entry.ArrivedAt);
            if (known.Newest.Count > ShownEntries) known.Newest.Dequeue();
            var group = known.Group;
            groups[(entry.Dataset, entry.Rule)] = known with
            {
                Group = group with
                {
                    Entries = group.Entries + 1,
                    Records = group.Records + entry.Count,
                    First = entry.ArrivedAt < group.First ? entry.ArrivedAt : group.First,
                    Last = entry.ArrivedAt > group.Last ? entry.ArrivedAt : group.Last,
                },
            };
        }

        return new QuarantineOverview(
            [
                .. groups.Values
                    .Select(known => known.Group with { Newest = InOrder(known.Newest) })
                    .OrderByDescending(group => group.Records).ThenBy(group => group.Dataset, StringComparer.Ordinal).ThenBy(group => group.Rule, StringComparer.Ordinal),
            ],
            damages);
    }

    /// <summary>Finds an entry.</summary>
    /// <param name="id">Its whole id.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when it is not there, or not any more.</returns>
    public async Task<QuarantineEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await foreach (var entry in store.ListAsync(null, _ => { }, cancellationToken))
        {
            if (entry.Id == id) return entry;
        }

        return null;
    }

    /// <summary>The text of a record as it came, to start a correction from.</summary>
    public async Task<CorrectionDraft> DraftAsync(QuarantineEntry entry, CancellationToken cancellationToken) =>
        DatasetOf(entry) is { } dataset
            ? await new RecordCorrection(options, dataset).DraftAsync(entry, cancellationToken)
            : new CorrectionDraft(null, "No dataset claims the arrival, so there is no contract to read it by.");

    /// <summary>Says what the lake would make of a corrected record.</summary>
    /// <exception cref="ProblemException">There is no contract to read it by.</exception>
    public Task<CorrectionCheck> CheckAsync(QuarantineEntry entry, string text, CancellationToken cancellationToken) =>
        new RecordCorrection(options, Require(entry)).CheckAsync(text, cancellationToken);

    /// <summary>
    /// Stores a corrected record as a new arrival and discards the entry, in this order: a server that is killed between the two has both, and
    /// the same correction again is a duplicate of the first.
    /// </summary>
    /// <exception cref="ProblemException">The entry is not there any more, or the lake takes nothing just now.</exception>
    public async Task<FixOutcome> FixAsync(string id, string text, CancellationToken cancellationToken)
    {
        lake.ThrowIfNotTaking();

        // Whoever has the turn is the only one who takes entries out, so that two corrections of one entry are not both stored.
        using var turn = await lake.Live.TakeTurnAsync(isAlone: true, cancellationToken);
        var entry = await FindAsync(id, cancellationToken) ?? throw new ProblemException(Missing(id));
        var dataset = Require(entry);
        var correction = new RecordCorrection(options, dataset);
        var check = await correction.CheckAsync(text, cancellationToken);
        if (check.Problem is not null) return new FixOutcome(check, null);
        var key = await lake.StoreAsync(dataset, correction.ArrivalOf(text), cancellationToken);

        // From here on the correction counts, so whoever asked for it does not stop the rest.
        await turn.Lake.DiscardAsync(one => one.Id == id, CancellationToken.None);
        return new FixOutcome(check, key);
    }

    /// <summary>Tries entries again under the contracts as they are now.</summary>
    public async Task<ReplayReport> ReplayAsync(Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken)
    {
        using var turn = await lake.Live.TakeTurnAsync(isAlone: true, cancellationToken);
        return await turn.Lake.ReplayAsync(choose, cancellationToken);
    }

    /// <summary>Discards entries.</summary>
    public async Task<DiscardReport> DiscardAsync(Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken)
    {
        using var turn = await lake.Live.TakeTurnAsync(isAlone: true, cancellationToken);
        return await turn.Lake.DiscardAsync(choose, cancellationToken);
    }

    /// <summary>The problem of an entry that is not there.</summary>
    public static Problem Missing(string id) => new(
        ProblemKinds.NoSuchEntry,
        $"There is no entry '{ObjectKeys.Show(id)}' in quarantine. It may have been replayed, corrected or discarded meanwhile.");

    private DatasetContract? DatasetOf(QuarantineEntry entry) => lake.Live.Catalog.Find(entry.Dataset);

    private DatasetContract Require(QuarantineEntry entry) => DatasetOf(entry)
        ?? throw new ProblemException(ProblemKinds.NoSuchDataset, "No dataset claims the arrival, so there is no contract to read it by. Discard the entry, or add a dataset.");

    private static QuarantineEntry[] InOrder(PriorityQueue<QuarantineEntry, DateTimeOffset> newest)
    {
        var entries = new QuarantineEntry[newest.Count];
        for (var i = entries.Length - 1; i >= 0; i--) entries[i] = newest.Dequeue();
        return entries;
    }
}
