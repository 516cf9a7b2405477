using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Datalake.Storage;

namespace Datalake.Embedded.Storage;

/// <summary>
/// A folder as an object store: a key is a path below it. Links are neither followed nor listed, nor are pipes, sockets and devices, so
/// nothing outside the folder can be read or written through it. Objects appear whole, by a rename; names that begin with <c>.~</c> are
/// writes under way and are not listed.
/// </summary>
public sealed class FileObjectStore : IObjectStore
{
    internal const string TemporaryPrefix = ".~";

    /// <summary>How a file is opened that is written for the first time.</summary>
    internal static readonly FileStreamOptions NewFile = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };

    private readonly bool syncsWriters;
    private readonly string? writing;
    private readonly SyncedFolders folders;
    private readonly LinkGuard links;

    // Not the process's id: in a container that is the same every time, and what a killed process left would stand in the way.
    private readonly string writer = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private long temporaries;

    /// <summary>Opens a folder, and creates it where it does not exist.</summary>
    /// <param name="root">The folder; a relative one is taken from the current directory.</param>
    /// <param name="syncsWriters">
    /// True when objects from <see cref="CreateAsync"/> must survive a power failure as those from <see cref="PutAsync"/> do; false where
    /// they can be made again until <see cref="Sync"/> is called.
    /// </param>
    /// <param name="writing">
    /// The folder for unfinished writes: it exists, is on the same file system, and is emptied by its owner after a crash. Null: beside
    /// each object.
    /// </param>
    /// <exception cref="ObjectStoreException">The folder cannot be created.</exception>
    public FileObjectStore(string root, bool syncsWriters, string? writing = null)
        : this(root, syncsWriters, writing, LocalFileSystem.Instance)
    {
    }

    /// <inheritdoc cref="FileObjectStore(string, bool, string?)"/>
    internal FileObjectStore(string root, bool syncsWriters, string? writing, IFileSystem files)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Files = files;

        // Where a file system cannot be synced as a whole, each object is synced as it is written.
        this.syncsWriters = syncsWriters || !files.CanSyncAll;
        this.writing = writing;
        folders = new SyncedFolders(Root, files);
        links = new LinkGuard(Root);
        Guard(() => files.CreateFolder(Root), "create the folder", string.Empty);
    }

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    /// <summary>The file system that the folder is on.</summary>
    internal IFileSystem Files { get; }

    /// <summary>
    /// Receives a report of each name that a listing skips. While it is null, a folder that cannot be read fails a listing, and links and
    /// what is no file are skipped without a report.
    /// </summary>
    internal Action<SkippedName>? Skipped { get; set; }

    /// <summary>The path of a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">The key is refused by <see cref="ObjectKeys.Check"/>.</exception>
    public string PathOf(string key)
    {
        ObjectKeys.ThrowIfBad(key);
        return string.Concat(Root, "/", key);
    }

    /// <inheritdoc/>
    public ValueTask<ObjectContent?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return ValueTask.FromResult(Guard(() => Open(key, path), "read", key));
    }

    /// <inheritdoc/>
    public ValueTask<StoredObject?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        return ValueTask.FromResult(Guard(() => Find(key, path), "look at", key));
    }

    /// <inheritdoc/>
    public ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return ValueTask.FromResult<ObjectWriter>(Guard(() => new FileObjectWriter(this, key, path, NewTemporary(path)), "write", key));
    }

    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(string key, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return ValueTask.FromResult(Guard(() => Put(path, content.Span, mode), "write", key));
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        Guard(
            () =>
            {
                links.Check(path);
                if (!File.Exists(path)) return;
                Files.DeleteFile(path);
                folders.Sync(Path.GetDirectoryName(path)!);
            },
            "delete",
            key);
        return ValueTask.CompletedTask;
    }

    /// <summary>Deletes an object that is recorded as gone already: after a power failure it may be back, which does no harm.</summary>
    /// <param name="key">The key.</param>
    internal void DeleteUnsynced(string key)
    {
        var path = PathOf(key);
        Guard(
            () =>
            {
                links.Check(path);
                if (File.Exists(path)) Files.DeleteFile(path);
            },
            "delete",
            key);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask;
        ArgumentNullException.ThrowIfNull(prefix);
        var folder = prefix.Length == 0 ? Root : PathOf(prefix.TrimEnd('/'));
        if (!Directory.Exists(folder)) yield break;
        Guard(() => links.CheckAnew(folder), "list", prefix);
        using var found = Guard(() => new FolderWalk(Root, Files, Skipped).Files(folder).GetEnumerator(), "list", prefix);
        while (Guard(found.MoveNext, "list", prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return found.Current;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredObject> ListAfterAsync(string prefix, string after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        return ListAsync(prefix, cancellationToken).Where(found => ObjectKeys.Compare(found.Key, after) > 0);
    }

    /// <summary>Makes durable what was written so far: all objects of this store, and files that others wrote.</summary>
    /// <param name="paths">The paths of these files.</param>
    internal void Sync(IReadOnlyCollection<string> paths)
    {
        if (Files.CanSyncAll)
        {
            Files.SyncAll(Root);
            return;
        }

        foreach (var path in paths) Files.SyncFile(path);
        foreach (var folder in paths.Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal)) SyncNames(folder);
    }

    /// <summary>Makes durable which names a folder holds, and that it is there.</summary>
    /// <param name="folder">The folder's path, below <see cref="Root"/>.</param>
    internal void SyncNames(string folder) => folders.Sync(folder);

    /// <summary>Renames an object that was written to the path of its key.</summary>
    internal void Place(string temporary, string path, bool overwrite)
    {
        if (syncsWriters) Files.SyncFile(temporary);
        Files.MoveFile(temporary, path, overwrite);
        if (syncsWriters) folders.Sync(Path.GetDirectoryName(path)!);
    }

    /// <summary>
    /// Gives files, of which the content is durable, the names of objects. When it returns these are durable; until the caller deletes
    /// them the old names stay, since not every file system renames in one step when the power fails.
    /// </summary>
    /// <param name="files">Their paths and those of the objects, which replace what is there.</param>
    internal void Publish(IReadOnlyCollection<(string From, string To)> files)
    {
        foreach (var (from, to) in files)
        {
            var folder = Path.GetDirectoryName(to)!;
            Files.CreateFolder(folder);
            var temporary = Path.Combine(folder, TemporaryPrefix + Path.GetFileName(to));

            // From an earlier try perhaps, and perhaps not whole.
            Files.DeleteFile(temporary);
            if (!Files.LinkFile(from, temporary)) Files.SyncFile(temporary);
            Files.MoveFile(temporary, to, overwrite: true);

            // A rename does nothing where both names lead to one file already.
            Files.DeleteFile(temporary);
        }

        foreach (var folder in files.Select(file => Path.GetDirectoryName(file.To)!).Distinct(StringComparer.Ordinal)) SyncNames(folder);
    }

    /// <summary>Does file work and puts what goes wrong in words.</summary>
    internal static T Guard<T>(Func<T> work, string verb, string key)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Describe(failure, verb, key);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    internal static void Guard(Action work, string verb, string key) =>
        Guard(
            () =>
            {
                work();
                return true;
            },
            verb,
            key);

    internal static ObjectStoreException Describe(Exception failure, string verb, string key) =>
        new(
            $"Cannot {verb} {ObjectKeys.Show(key)}: {failure.Message} Check that the disk has room and that the folder may be written.",
            failure
        );

    internal static string VersionOf(long length, DateTime modified) =>
        string.Create(CultureInfo.InvariantCulture, $"{length:x}-{modified.Ticks:x}");

    private bool TryMove(string temporary, string path, PutMode mode)
    {
        Files.SyncFile(temporary);
        try
        {
            Files.MoveFile(temporary, path, overwrite: mode == PutMode.Replace);
            return true;
        }
        catch (IOException) when (mode == PutMode.IfAbsent && File.Exists(path))
        {
            return false;
        }
    }

    private string NewTemporary(string path)
    {
        links.Check(path);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) Files.CreateFolder(folder);
        return string.Create(
            CultureInfo.InvariantCulture, $"{writing ?? folder}/{TemporaryPrefix}{writer}-{Interlocked.Increment(ref temporaries)}");
    }

    private ObjectContent? Open(string key, string path)
    {
        links.Check(path);
        if (FileKind.IsSpecial(path)) throw new IOException(FileKind.NoFile);
        FileStream stream;
        try
        {
            stream = Files.OpenFile(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.SequentialScan,
                BufferSize = 0,
            });
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            return null;
        }

        var modified = File.GetLastWriteTimeUtc(stream.SafeFileHandle);
        return new ObjectContent(
            new StoredObject(key, stream.Length, VersionOf(stream.Length, modified), new DateTimeOffset(modified)),
            new FileObjectStream(stream, key));
    }

    private StoredObject? Find(string key, string path)
    {
        links.Check(path);
        var file = new FileInfo(path);
        return file.Exists
            ? new StoredObject(key, file.Length, VersionOf(file.Length, file.LastWriteTimeUtc), new DateTimeOffset(file.LastWriteTimeUtc))
            : null;
    }

    private bool Put(string path, ReadOnlySpan<byte> content, PutMode mode)
    {
        var temporary = NewTemporary(path);
        var isPut = false;
        try
        {
            using (var file = Files.OpenFile(temporary, NewFile)) file.Write(content);
            isPut = (mode == PutMode.Replace || !File.Exists(path)) && TryMove(temporary, path, mode);
        }
        finally
        {
            if (!isPut) WholeFile.TryDelete(temporary, Files);
        }

        // Of an object that was there already, too: who put it may have died before its name was durable.
        folders.Sync(Path.GetDirectoryName(path)!);
        return isPut;
    }
}
