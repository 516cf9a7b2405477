using System.Globalization;
using Datalake.Embedded.Storage;
using Datalake.Storage;
using Microsoft.Win32.SafeHandles;

namespace Datalake.Embedded.Receiving;

/// <summary>
/// A file that grows by whole JSON texts, each synced before it is acknowledged, and that becomes an arrival when it is closed. What was
/// acknowledged is always the beginning of the file. Not for two threads at once.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private static readonly ReadOnlyMemory<byte> LineEnd = new([(byte)'\n']);

    private readonly FileObjectStore raw;
    private readonly string path;
    private readonly SafeFileHandle handle;

    private JournalFile(FileObjectStore raw, string path, string key)
    {
        this.raw = raw;
        this.path = path;
        Key = key;
        handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>The key that the arrival will have.</summary>
    public string Key { get; }

    /// <summary>The bytes that are durable.</summary>
    public long Length { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="raw">The store that it will be an arrival of.</param>
    /// <param name="folder">The folder in which it grows, on the same file system.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="now">The time.</param>
    public static JournalFile Create(FileObjectStore raw, string folder, string dataset, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var name = string.Create(CultureInfo.InvariantCulture, $"{dataset}~{now.UtcDateTime:yyyyMMddHH}~{id}");
        var file = new JournalFile(raw, Path.Combine(folder, name), PostedKeys.Of(dataset, now, id));
        raw.Files.SyncFolder(folder);
        return file;
    }

    /// <summary>The key of the arrival that a file becomes; null when the name is none of these.</summary>
    public static string? KeyOf(string file)
    {
        var parts = Path.GetFileName(file).Split('~');
        return parts.Length == 3 && IngestionHour.TryParse(parts[1], out var hour) && Guid.TryParse(parts[2], out var id)
            ? PostedKeys.Of(parts[0], new DateTimeOffset(hour.Start), id)
            : null;
    }

    /// <summary>Makes texts durable, each on lines of its own.</summary>
    /// <exception cref="IOException">The disk refused; none of them is acknowledged, and the file takes no more.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> texts)
    {
        var buffers = new List<ReadOnlyMemory<byte>>(texts.Count * 2);
        foreach (var text in texts)
        {
            buffers.Add(text);
            buffers.Add(LineEnd);
        }

        RandomAccess.Write(handle, buffers, Length);
        raw.Files.SyncFile(path);
        Length += buffers.Sum(buffer => (long)buffer.Length);
    }

    /// <summary>Makes an arrival of what is durable.</summary>
    public void Publish()
    {
        if (!handle.IsClosed)
        {
            // What a write that failed has left is not acknowledged.
            if (RandomAccess.GetLength(handle) != Length) RandomAccess.SetLength(handle, Length);
            handle.Dispose();
        }

        if (Length == 0) raw.Files.DeleteFile(path);
        else Publish(raw, path, Key);
    }

    /// <summary>Gives a file its name in the raw folder.</summary>
    public static void Publish(FileObjectStore store, string from, string key)
    {
        store.Files.SyncFile(from);
        store.Publish([(from, store.PathOf(key))]);
        store.Files.DeleteFile(from);
    }

    public void Dispose() => handle.Dispose();
}
