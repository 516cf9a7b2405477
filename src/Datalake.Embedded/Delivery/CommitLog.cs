using System.Globalization;
using System.Text.Json;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// The commits of a lake. Writing one is a single rename, and is the moment at which its arrivals are done. The stage files of a commit are
/// synced in a waiting folder before it and renamed into the stage after it; opening a lake finishes renames that a crash cut short and throws away
/// waiting files without a commit.
/// </summary>
public sealed class CommitLog
{
    private const string Prefix = "_state/commits/";

    private readonly FileObjectStore store;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>Opens the log of a lake.</summary>
    /// <param name="store">The lake's store.</param>
    /// <param name="time">Names commits.</param>
    public CommitLog(FileObjectStore store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.time = time;
        PendingFolder = Path.Combine(store.Root, "_state", "pending");
        FileObjectStore.Guard(() => Directory.CreateDirectory(PendingFolder), "make the folder", "_state/pending");
    }

    /// <summary>Where files wait for their commit.</summary>
    internal string PendingFolder { get; }

    /// <summary>A name for the next commit, not used before.</summary>
    /// <param name="dataset">The dataset's name.</param>
    internal string NextId(string dataset)
    {
        lock (gate)
        {
            for (var number = 0; ; number++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMddTHHmmssfff}-{number:d4}");
                if (!File.Exists(store.PathOf(KeyOf(dataset, id))) && used.Add(id)) return id;
            }
        }
    }

    /// <summary>Commits: from here on the arrivals are done and the files are the stage's.</summary>
    /// <param name="commit">The commit; its files are synced and lie in <see cref="PendingFolder"/>.</param>
    internal async Task AppendAsync(Commit commit)
    {
        using var content = new MemoryStream();
        JsonSerializer.Serialize(content, new CommitHead(commit.Id, commit.Dataset, commit.Files, commit.Entries.Count), CommitJson.Default.CommitHead);
        content.WriteByte((byte)'\n');
        foreach (var entry in commit.Entries)
        {
            JsonSerializer.Serialize(content, entry, CommitJson.Default.CommitEntry);
            content.WriteByte((byte)'\n');
        }

        if (commit.Entries.Any(entry => entry.Quarantined > 0)) Durability.SyncFileSystem(store.Root);
        else Durability.SyncFolder(PendingFolder);
        var written = await store.PutAsync(KeyOf(commit.Dataset, commit.Id), content.GetBuffer().AsMemory(0, (int)content.Length), PutMode.IfAbsent, CancellationToken.None);
        if (!written) throw new InvalidOperationException($"There is a commit {commit.Id} of dataset {commit.Dataset} already; two writers share this lake.");
        Publish(commit.Files);
    }

    /// <summary>Reads every commit, oldest first.</summary>
    /// <param name="dataset">The dataset's name, or null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<Commit> ReadAllAsync(string? dataset, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var keys = new List<string>();
        await foreach (var found in store.ListAsync(dataset is null ? Prefix : $"{Prefix}{dataset}/", cancellation)) keys.Add(found.Key);
        keys.Sort(StringComparer.Ordinal);
        foreach (var key in keys) yield return Read(key);
    }

    /// <summary>Brings the lake into the state of its last commit. Called once, by the process that holds the lake's lock.</summary>
    /// <returns>How many waiting files were thrown away.</returns>
    internal int Recover()
    {
        var dropped = 0;
        foreach (var path in Directory.EnumerateFiles(PendingFolder))
        {
            // <dataset>~<commit id>~<anything>
            var parts = Path.GetFileName(path).Split('~');
            var commit = parts.Length == 3 && path.EndsWith(".parquet", StringComparison.Ordinal) ? KeyOf(parts[0], parts[1]) : null;
            if (commit is not null && File.Exists(store.PathOf(commit)))
            {
                Publish(Read(commit).Files);
            }
            else
            {
                File.Delete(path);
                dropped++;
            }
        }

        return dropped;
    }

    /// <summary>The name of a waiting file.</summary>
    internal static string PendingName(string dataset, string id, string rest) => $"{dataset}~{id}~{rest}";

    private static string KeyOf(string dataset, string id) => $"{Prefix}{dataset}/{id[..8]}/{id}.ndjson";

    private Commit Read(string key)
    {
        using var lines = new StreamReader(store.PathOf(key));
        try
        {
            var head = JsonSerializer.Deserialize(lines.ReadLine() ?? "null", CommitJson.Default.CommitHead) ?? throw Unreadable(key, "it is empty");
            var entries = new List<CommitEntry>(head.Entries);
            while (lines.ReadLine() is { } line) entries.Add(JsonSerializer.Deserialize(line, CommitJson.Default.CommitEntry)!);
            return entries.Count == head.Entries
                ? new Commit(head.Id, head.Dataset, head.Files, entries)
                : throw Unreadable(key, string.Create(CultureInfo.InvariantCulture, $"it names {entries.Count} of {head.Entries} arrivals"));
        }
        catch (JsonException failure)
        {
            throw Unreadable(key, failure.Message, failure);
        }
    }

    private static InvalidDataException Unreadable(string key, string why, Exception? inner = null) =>
        new($"The commit {key} cannot be read: {why}. Restore it from a copy of the lake, or delete it to have its arrivals ingested again.", inner);

    private void Publish(IReadOnlyList<CommitFile> files)
    {
        foreach (var file in files)
        {
            var pending = Path.Combine(PendingFolder, file.Pending);
            var target = store.PathOf(file.Key);
            if (!File.Exists(pending)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(pending, target, overwrite: true);
        }
    }
}
