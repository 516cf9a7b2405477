using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Datalake.Storage;

namespace Datalake.Embedded.Storage;

/// <summary>
/// A folder as an object store: a key is a path below it. Links are neither followed nor listed, nor are pipes, sockets and devices, so nothing outside the folder can be read or
/// written through it. Objects appear whole, by a rename; names that begin with <c>.~</c> are writes under way and are not listed.
/// </summary>
public sealed class FileObjectStore : IObjectStore
{
    internal const string TemporaryPrefix = ".~";

    private readonly bool syncsWriters;
    private readonly string? writing;
    private readonly LinkGuard links;

    // Not the process's id: in a container that is the same every time, and what a killed process left would stand in the way.
    private readonly string writer = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private long temporaries;

    /// <summary>Opens a folder, and makes it when it is not there.</summary>
    /// <param name="root">The folder; a relative one is taken from the current directory.</param>
    /// <param name="syncsWriters">True when objects from <see cref="CreateAsync"/> must survive a power failure as those from <see cref="PutAsync"/> do; false where they can be made again.</param>
    /// <param name="writing">
    /// Where writes under way lie, a folder on the same file system that is there and that its owner empties after a crash; null has each beside its place.
    /// </param>
    /// <exception cref="ObjectStoreException">The folder cannot be made.</exception>
    public FileObjectStore(string root, bool syncsWriters, string? writing = null)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        this.syncsWriters = syncsWriters;
        this.writing = writing;
        links = new LinkGuard(Root);
        Guard(() => Directory.CreateDirectory(Root), "make the folder", string.Empty);
    }

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    /// <summary>Hears of what listings leave out. While nobody does, a folder that cannot be read fails a listing, and links and what is no file go unsaid.</summary>
    internal Action<LeftOut>? LeaveOut { get; set; }

    /// <summary>The path of a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">The key is refused by <see cref="ObjectKeys.Check"/>.</exception>
    public string PathOf(string key)
    {
        ObjectKeys.ThrowIfBad(key);
        return string.Concat(Root, "/", key);
    }

    /// <inheritdoc/>
    public ValueTask<ObjectContent?> OpenAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return ValueTask.FromResult(Guard(() => Open(key, path), "read", key));
    }

    /// <inheritdoc/>
    public ValueTask<StoredObject?> FindAsync(string key, CancellationToken cancellation)
    {
        var path = PathOf(key);
        return ValueTask.FromResult(Guard(() => Find(key, path), "look at", key));
    }

    /// <inheritdoc/>
    public ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return ValueTask.FromResult<ObjectWriter>(Guard(() => new FileObjectWriter(key, path, NewTemporary(path, syncsWriters), syncsWriters), "write", key));
    }

    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(string key, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return ValueTask.FromResult(Guard(() => Put(path, content.Span, mode), "write", key));
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(key);
        Guard(
            () =>
            {
                links.Check(path);
                if (!File.Exists(path)) return;
                File.Delete(path);
                Durability.SyncFolder(Path.GetDirectoryName(path)!);
            },
            "delete",
            key);
        return ValueTask.CompletedTask;
    }

    /// <summary>Deletes an object of which the books say already that it is gone: after a power failure it may be back, which does no harm.</summary>
    /// <param name="key">Its key.</param>
    internal void DeleteUnsynced(string key)
    {
        var path = PathOf(key);
        Guard(
            () =>
            {
                links.Check(path);
                if (File.Exists(path)) File.Delete(path);
            },
            "delete",
            key);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await ValueTask.CompletedTask;
        ArgumentNullException.ThrowIfNull(prefix);
        var folder = prefix.Length == 0 ? Root : PathOf(prefix.TrimEnd('/'));
        if (!Directory.Exists(folder)) yield break;
        Guard(() => links.CheckAnew(folder), "list", prefix);
        using var found = Guard(() => new FolderWalk(Root, LeaveOut).Files(folder).GetEnumerator(), "list", prefix);
        while (Guard(found.MoveNext, "list", prefix))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return found.Current;
        }
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
        new($"Cannot {verb} {ObjectKeys.Show(key)}: {failure.Message} Check that the disk has room and that the folder may be written.", failure);

    internal static string VersionOf(long length, DateTime modified) => string.Create(CultureInfo.InvariantCulture, $"{length:x}-{modified.Ticks:x}");

    private string NewTemporary(string path, bool syncs)
    {
        links.Check(path);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);

            // A new folder is itself a name in the folder above it.
            for (var above = folder; syncs && above.Length > Root.Length;) Durability.SyncFolder(above = Path.GetDirectoryName(above)!);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{writing ?? folder}/{TemporaryPrefix}{writer}-{Interlocked.Increment(ref temporaries)}");
    }

    private ObjectContent? Open(string key, string path)
    {
        links.Check(path);
        if (FileKind.IsSpecial(path)) throw new IOException(FileKind.NoFile);
        FileStream stream;
        try
        {
            stream = new FileStream(path, new FileStreamOptions
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
        return new ObjectContent(new StoredObject(key, stream.Length, VersionOf(stream.Length, modified), new DateTimeOffset(modified)), stream);
    }

    private StoredObject? Find(string key, string path)
    {
        links.Check(path);
        var file = new FileInfo(path);
        return file.Exists ? new StoredObject(key, file.Length, VersionOf(file.Length, file.LastWriteTimeUtc), new DateTimeOffset(file.LastWriteTimeUtc)) : null;
    }

    private bool Put(string path, ReadOnlySpan<byte> content, PutMode mode)
    {
        var temporary = NewTemporary(path, syncs: true);
        try
        {
            using (var handle = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(handle, content, 0);
                RandomAccess.FlushToDisk(handle);
            }

            if (mode == PutMode.IfAbsent && File.Exists(path)) return false;
            File.Move(temporary, path, overwrite: mode == PutMode.Replace);
            Durability.SyncFolder(Path.GetDirectoryName(path)!);
            return true;
        }
        catch (IOException) when (mode == PutMode.IfAbsent && File.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
