using Datalake.Storage;

namespace Datalake.Tables.Delta.Log;

/// <summary>What lies in a table's log folder, from a version on.</summary>
internal sealed class LogListing
{
    private readonly SortedDictionary<long, StoredObject> commits = [];
    private readonly Dictionary<(long Version, int Parts), SortedDictionary<int, StoredObject>> checkpoints = [];

    /// <summary>The log entries by version, the oldest first.</summary>
    public IReadOnlyDictionary<long, StoredObject> Commits => commits;

    /// <summary>True when there is a checkpoint that only readers with the feature <c>v2Checkpoint</c> can read.</summary>
    public bool HasNewerCheckpoint { get; private set; }

    /// <summary>All files of checkpoints, whole ones or not.</summary>
    public IEnumerable<(long Version, StoredObject File)> CheckpointFiles =>
        checkpoints.SelectMany(found => found.Value.Values.Select(file => (found.Key.Version, file)));

    /// <summary>The checkpoints that have all their parts, the newest first.</summary>
    public IEnumerable<Checkpoint> Checkpoints => checkpoints
        .Where(found => found.Value.Count == found.Key.Parts && found.Value.Keys.First() == 1 && found.Value.Keys.Last() == found.Key.Parts)
        .Select(found => new Checkpoint(found.Key.Version, [.. found.Value.Values]))
        .OrderByDescending(found => found.Version)
        .ThenBy(found => found.Parts.Count);

    /// <summary>The newest version that the log names; -1 when it names none.</summary>
    public long Newest => Math.Max(
        commits.Count > 0 ? commits.Keys.Last() : -1, checkpoints.Count > 0 ? checkpoints.Keys.Max(found => found.Version) : -1);

    /// <summary>Lists a log.</summary>
    /// <param name="store">The store.</param>
    /// <param name="folder">The log's folder, with <c>/</c> at the end.</param>
    /// <param name="from">The first version of interest.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<LogListing> ReadAsync(IObjectStore store, string folder, long from, CancellationToken cancellationToken)
    {
        var listing = new LogListing();
        await foreach (var found in store.ListAfterAsync(folder, folder + LogNames.Before(from), cancellationToken))
            listing.Add(found, folder.Length);
        return listing;
    }

    private void Add(StoredObject file, int folderLength)
    {
        if (LogNames.Parse(file.Key.AsSpan(folderLength)) is not { } name) return;
        switch (name.Kind)
        {
            case LogFileKind.Commit:
                commits[name.Version] = file;
                break;
            case LogFileKind.Checkpoint:
                var key = (name.Version, name.Parts);
                if (!checkpoints.TryGetValue(key, out var parts)) checkpoints[key] = parts = [];
                parts[name.Part] = file;
                break;
            default:
                HasNewerCheckpoint = true;
                break;
        }
    }
}

/// <summary>A whole checkpoint.</summary>
/// <param name="Version">The version of which it holds the state.</param>
/// <param name="Parts">Its files, in order.</param>
internal sealed record Checkpoint(long Version, IReadOnlyList<StoredObject> Parts);
