using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>Writes commits so that they record what is there after an erasure: records in = delivered + quarantined + erased.</summary>
/// <param name="raw">Where arrivals lie.</param>
/// <param name="log">The commits.</param>
/// <param name="journal">Receives the changes.</param>
/// <param name="changes">What becomes of arrivals.</param>
/// <param name="stage">The stage files with erased rows, by key.</param>
internal sealed class CommitRewriter(
    FileObjectStore raw, CommitLog log, EraseJournal journal, ArrivalChanges changes, IReadOnlyDictionary<string, ErasedFile> stage)
{
    private readonly Dictionary<string, ErasedFile> counted = stage.ToDictionary(StringComparer.Ordinal);

    /// <summary>The stage files with the erased rows that are recorded, by key; true once the commits were read.</summary>
    public IReadOnlyDictionary<string, ErasedFile> Counted => counted;

    /// <summary>Reads the commits: hides the keys of arrivals that are not in <c>raw/</c> any more and that name the person.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="search">Finds the person in a key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task ReadAsync(string dataset, TextSearch search, CancellationToken cancellationToken)
    {
        var rows = stage.Values.SelectMany(file => file.Erased)
            .GroupBy(row => RawKeyOf(row.Source), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (long)group.Count(), StringComparer.Ordinal);
        await foreach (var commit in log.ReadAllAsync(dataset, cancellationToken))
        {
            foreach (var file in commit.Files.Where(file => stage.ContainsKey(file.Key)))
                counted[file.Key] = stage[file.Key].Counted(file.Records);
            foreach (var entry in commit.Entries.Where(entry => !entry.Replay && !File.Exists($"{raw.Root}/{entry.Key}")))
            {
                if (search.IsIn(entry.Key) || (rows.TryGetValue(entry.Key, out var erased) && erased >= entry.Delivered))
                    changes.Hide(entry.Key);
            }
        }
    }

    /// <summary>Writes the commits that change.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="quarantined">Records that are taken out of quarantine, by arrival.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task WriteAsync(
        string dataset, IReadOnlyDictionary<(string Source, string Version), long> quarantined, CancellationToken cancellationToken)
    {
        var left = quarantined.ToDictionary();
        await foreach (var commit in log.ReadAllAsync(dataset, cancellationToken))
        {
            var rows = Subtract(commit);
            var entries = commit.Entries.Select((entry, i) => Change(entry, rows[i], left)).ToArray();
            var files = commit.Files.Select(Change).ToArray();
            if (entries.SequenceEqual(commit.Entries) && files.SequenceEqual(commit.Files)) continue;
            journal.Replace(CommitLog.KeyOf(dataset, commit.Id), CommitLog.Serialize(commit with { Files = files, Entries = entries }));
        }
    }

    private CommitFile Change(CommitFile file) => stage.TryGetValue(file.Key, out var found)
        ? file with { Records = found.Left, Bytes = new FileInfo(journal.NewOf(file.Key)!).Length }
        : file;

    private CommitEntry Change(CommitEntry entry, (long Rows, long Rescued) erased, Dictionary<(string, string), long> quarantined)
    {
        var gone = 0L;
        if (!entry.Replay && quarantined.Remove((entry.Key, entry.Version), out var records)) gone = Math.Min(records, entry.Quarantined);
        return entry with
        {
            Key = entry.Replay ? entry.Key : changes.KeyOf(entry.Key),
            Version = entry.Replay ? entry.Version : changes.VersionOf(entry.Key, entry.Version),
            Delivered = entry.Delivered - erased.Rows,
            Rescued = Math.Max(0, entry.Rescued - erased.Rescued),
            Quarantined = entry.Quarantined - gone,
            Erased = entry.Erased + erased.Rows + gone,
        };
    }

    /// <summary>Which entries of a commit the erased rows of its files came with.</summary>
    private (long Rows, long Rescued)[] Subtract(Commit commit)
    {
        var counts = new (long Rows, long Rescued)[commit.Entries.Count];
        var byKey = commit.Entries.Index().Where(entry => !entry.Item.Replay)
            .ToLookup(entry => entry.Item.Key, entry => entry.Index, StringComparer.Ordinal);
        var replays = commit.Entries.Index().Where(entry => entry.Item.Replay).Select(entry => entry.Index).ToArray();
        foreach (var row in commit.Files.Where(file => stage.ContainsKey(file.Key)).SelectMany(file => counted[file.Key].Erased))
        {
            // The entry of the arrival, else of a replay of it; both in the commit is rare, and their sum is what counts.
            int[] candidates = [.. byKey[RawKeyOf(row.Source)], .. byKey[row.Source ?? string.Empty], .. replays];
            var index = candidates.Concat(Enumerable.Range(0, counts.Length))
                .Where(i => counts[i].Rows < commit.Entries[i].Delivered)
                .Select(i => (int?)i)
                .FirstOrDefault();
            if (index is not { } entry) continue;
            counts[entry].Rows++;
            counts[entry].Rescued += row.IsRescued ? 1 : 0;
        }

        return counts;
    }

    /// <summary>The key of the arrival that a row came with: <c>_source</c> without the number of the record.</summary>
    private static string RawKeyOf(string? source)
    {
        var key = (source ?? string.Empty).AsSpan().TrimEnd("0123456789");
        return key.Length < source?.Length && key.EndsWith("#") ? key[..^1].ToString() : source ?? string.Empty;
    }
}
