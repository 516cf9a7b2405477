using System.Globalization;
using System.IO.Enumeration;
using System.Text.Json;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// The commits of a lake. Writing one is a single rename, by which its arrivals are done. All that a commit names is durable before it: its
/// stage files are synced in a folder of pending files and get their name in the stage after it. Opening a lake finishes what a crash cut
/// short and deletes pending files without a commit.
/// </summary>
public sealed class CommitLog
{
    private const string Prefix = "_state/commits/";

    private readonly FileObjectStore store;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly CommitCheckpoint checkpoint;
    private CommittedArrivals? committed;

    /// <summary>Opens the log of a lake.</summary>
    /// <param name="store">The lake's store.</param>
    /// <param name="time">Names commits.</param>
    public CommitLog(FileObjectStore store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.time = time;
        folder = Path.Combine(store.Root, "_state", "commits");
        checkpoint = new CommitCheckpoint(Path.Combine(store.Root, CheckpointKey), store.Files);
        PendingFolder = Path.Combine(store.Root, "_state", "pending");
        FileObjectStore.Guard(() => store.Files.CreateFolder(PendingFolder), "create the folder", "_state/pending");
    }

    /// <summary>The folder of files that wait for their commit.</summary>
    internal string PendingFolder { get; }

    /// <summary>The file system that the lake is on.</summary>
    internal IFileSystem Files => store.Files;

    /// <summary>Called after each commit, when its files are in the stage; may be null. Called from several threads.</summary>
    internal Action<Commit>? Committed { private get; set; }

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
    /// <param name="commit">The commit; its files lie in <see cref="PendingFolder"/>.</param>
    internal async Task AppendAsync(Commit commit)
    {
        var key = KeyOf(commit.Dataset, commit.Id);
        FileObjectStore.Guard(
            () => store.Sync([.. commit.Files.Select(file => Path.Combine(PendingFolder, file.Pending))]), "sync what is named by", key);
        var written = await WriteAsync(store, commit, PutMode.IfAbsent);
        if (!written)
            throw new InvalidOperationException(
                $"There is a commit {commit.Id} of dataset {commit.Dataset} already; two writers share this lake.");
        Record(key, commit.Entries);
        FileObjectStore.Guard(() => Publish(commit.Files), "write", LakeKeys.Stage(commit.Dataset));
        Committed?.Invoke(commit);
    }

    /// <summary>Writes the object of a commit, and nothing else.</summary>
    /// <param name="target">The store.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="mode">Whether it may be there.</param>
    /// <returns>False when it was there.</returns>
    internal static ValueTask<bool> WriteAsync(FileObjectStore target, Commit commit, PutMode mode) =>
        target.PutAsync(KeyOf(commit.Dataset, commit.Id), Serialize(commit), mode, CancellationToken.None);

    /// <summary>When a commit was begun, by its name, UTC: before the first of its records was taken, or within that second.</summary>
    /// <param name="commit">The commit.</param>
    internal static DateTimeOffset TimeOf(Commit commit) => DateTimeOffset.ParseExact(
        commit.Id.AsSpan(0, "yyyyMMddTHHmmssfff".Length), "yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>
    /// The arrivals of all commits; it grows with each <see cref="AppendAsync"/>. The first call lists the commits and reads those that the
    /// checkpoint does not hold.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the reading.</param>
    /// <exception cref="InvalidDataException">A commit cannot be read.</exception>
    internal CommittedArrivals ReadCommitted(CancellationToken cancellationToken)
    {
        lock (gate) return committed ??= FileObjectStore.Guard(() => Load(cancellationToken), "read", Prefix);
    }

    /// <summary>Reads every commit, oldest first.</summary>
    /// <param name="dataset">The dataset's name, or null for all.</param>
    /// <param name="cancellationToken">A token to cancel the reading.</param>
    public IAsyncEnumerable<Commit> ReadAllAsync(string? dataset, CancellationToken cancellationToken) =>
        ReadAsync(store, dataset is null ? Prefix : $"{Prefix}{dataset}/", cancellationToken);

    /// <summary>Reads the commits that were begun on a day, oldest first.</summary>
    /// <param name="lake">The lake's store.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="day">The day, UTC.</param>
    /// <param name="cancellationToken">A token to cancel the reading.</param>
    internal static IAsyncEnumerable<Commit> ReadDayAsync(
        FileObjectStore lake, string dataset, DateOnly day, CancellationToken cancellationToken) =>
        ReadAsync(lake, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{dataset}/{day:yyyyMMdd}/"), cancellationToken);

    private static async IAsyncEnumerable<Commit> ReadAsync(
        FileObjectStore store, string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var found in store.ListAsync(prefix, cancellationToken)) keys.Add(found.Key);
        keys.Sort(StringComparer.Ordinal);
        foreach (var key in keys) yield return Read(store, key);
    }

    /// <summary>Brings the lake into the state of its last commit. Called once, by the process that holds the lake's lock.</summary>
    /// <returns>How many pending files were deleted.</returns>
    internal int Recover()
    {
        var dropped = 0;
        foreach (var path in Directory.GetFiles(PendingFolder))
        {
            // <dataset>~<commit id>~<anything>
            var parts = Path.GetFileName(path).Split('~');
            var commit = parts.Length == 3 && path.EndsWith(".parquet", StringComparison.Ordinal) ? KeyOf(parts[0], parts[1]) : null;
            if (commit is not null && File.Exists(store.PathOf(commit)))
            {
                store.SyncNames(Path.GetDirectoryName(store.PathOf(commit))!);
                Publish(Read(store, commit).Files);
            }

            // Without its commit, or of a commit that a rebuild has given other files since.
            if (!File.Exists(path)) continue;
            Files.DeleteFile(path);
            dropped++;
        }

        return dropped;
    }

    /// <summary>The key of the file in which the arrivals of all commits are kept for the next opening.</summary>
    internal const string CheckpointKey = "_state/commits.checkpoint";

    /// <summary>Forgets what was read of the commits: they were changed by an erasure.</summary>
    internal void Forget()
    {
        lock (gate) committed = null;
    }

    /// <summary>A commit as its file has it.</summary>
    internal static byte[] Serialize(Commit commit)
    {
        using var content = new MemoryStream();
        JsonSerializer.Serialize(
            content, new CommitHead(commit.Id, commit.Dataset, commit.Files, commit.Entries.Count), CommitJson.Default.CommitHead);
        content.WriteByte((byte)'\n');
        foreach (var entry in commit.Entries)
        {
            JsonSerializer.Serialize(content, entry, CommitJson.Default.CommitEntry);
            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }

    /// <summary>The name of a pending file.</summary>
    internal static string PendingName(string dataset, string id, string rest) => $"{dataset}~{id}~{rest}";

    /// <summary>The key of a commit.</summary>
    internal static string KeyOf(string dataset, string id) => $"{Prefix}{dataset}/{id[..8]}/{id}.ndjson";

    private CommittedArrivals Load(CancellationToken cancellationToken)
    {
        var arrivals = new CommittedArrivals();
        var names = ListNames();
        checkpoint.Read(names, arrivals);
        foreach (var some in names.Order(StringComparer.Ordinal).Chunk(1000))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var commits = some.Select(name => (name, DigestsOf(Read(store, Prefix + name).Entries))).ToArray();
            foreach (var digest in commits.SelectMany(commit => commit.Item2)) arrivals.Add(digest);
            checkpoint.Append(commits);
        }

        return arrivals;
    }

    private void Record(string key, IReadOnlyList<CommitEntry> entries)
    {
        lock (gate)
        {
            if (committed is null) return;
            var digests = DigestsOf(entries);
            foreach (var digest in digests) committed.Add(digest);
            try
            {
                checkpoint.Append([(key[Prefix.Length..], digests)]);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The commit is there. The next opening reads it.
            }
        }
    }

    private static UInt128[] DigestsOf(IReadOnlyList<CommitEntry> entries) =>
        [.. entries.Select(entry => CommittedArrivals.DigestOf(entry.Key, entry.Version))];

    /// <summary>
    /// The names of all commits below their folder. Names alone: to ask for length and time of each file would take most of the time.
    /// </summary>
    private HashSet<string> ListNames()
    {
        if (!Directory.Exists(folder)) return new HashSet<string>(StringComparer.Ordinal);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = false,
        };
        var found = Files.ListFolder<string>(folder, NameOf, options);
        found.ShouldIncludePredicate = (ref FileSystemEntry entry) =>
            !entry.IsDirectory && entry.FileName.EndsWith(".ndjson", StringComparison.Ordinal);
        return found.ToHashSet(StringComparer.Ordinal);

        string NameOf(ref FileSystemEntry entry)
        {
            if (entry.Directory.Length == folder.Length) return entry.FileName.ToString();
            var name = string.Concat(entry.Directory[(folder.Length + 1)..], "/", entry.FileName);
            return OperatingSystem.IsWindows() ? name.Replace('\\', '/') : name;
        }
    }

    private static Commit Read(FileObjectStore store, string key) => FileObjectStore.Guard(() => ReadLines(store, key), "read", key);

    private static Commit ReadLines(FileObjectStore store, string key)
    {
        using var lines = new StreamReader(store.Files.OpenFile(store.PathOf(key), new FileStreamOptions()));
        try
        {
            var head =
                JsonSerializer.Deserialize(lines.ReadLine() ?? "null", CommitJson.Default.CommitHead)
                ?? throw Unreadable(key, "it is empty");
            var entries = new List<CommitEntry>(head.Entries);
            while (lines.ReadLine() is { } line) entries.Add(JsonSerializer.Deserialize(line, CommitJson.Default.CommitEntry)!);
            return entries.Count == head.Entries
                ? new Commit(head.Id, head.Dataset, head.Files, entries)
                : throw Unreadable(
                    key, string.Create(CultureInfo.InvariantCulture, $"it names {entries.Count} of {head.Entries} arrivals"));
        }
        catch (JsonException failure)
        {
            throw Unreadable(key, failure.Message, failure);
        }
    }

    private static InvalidDataException Unreadable(string key, string why, Exception? inner = null) =>
        new(
            $"The commit {key} cannot be read: {why}. Restore it from a copy of the lake, or delete it to have its arrivals ingested again.",
            inner
        );

    private void Publish(IReadOnlyList<CommitFile> files)
    {
        var published = files.Select(file => (From: Path.Combine(PendingFolder, file.Pending), To: store.PathOf(file.Key)))
            .Where(file => File.Exists(file.From))
            .ToArray();
        store.Publish(published);
        if (published.Length == 0) return;
        foreach (var (pending, _) in published) Files.DeleteFile(pending);

        // A name that came back after a power failure would be published again, over what has become of the stage file since.
        Files.SyncFolder(PendingFolder);
    }
}
