using Datalake.Json;
using Microsoft.Win32.SafeHandles;

namespace Datalake.Embedded.Parquet.Reading;

/// <summary>
/// Decodes column chunks and keeps those that were used last, up to a number of bytes: rows of a row group that go to several files are
/// decoded once. Not for two threads at once.
/// </summary>
/// <param name="limit">Bytes to keep.</param>
internal sealed class ChunkCache(long limit) : IDisposable
{
    private const int KeptFree = 16;
    private const int OpenFiles = 64;

    private readonly ChunkReader reader = new();
    private readonly Utf8Output pages = new();
    private readonly Dictionary<string, SafeFileHandle> files = new(StringComparer.Ordinal);
    private readonly Dictionary<(ParquetSource Source, int Group, int Leaf), LinkedListNode<Entry>> known = [];
    private readonly LinkedList<Entry> byUse = new();
    private readonly Stack<DecodedChunk> free = new();
    private long bytes;

    /// <summary>The values of a leaf in a row group; valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public DecodedChunk Get(ParquetSource source, int group, int leaf)
    {
        if (known.TryGetValue((source, group, leaf), out var node))
        {
            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Chunk;
        }

        while (bytes > limit) Drop(byUse.Last!);
        var chunk = free.TryPop(out var used) ? used : new DecodedChunk();
        Read(source, group, leaf, chunk);
        known[(source, group, leaf)] = byUse.AddFirst(new Entry((source, group, leaf), chunk, chunk.Bytes));
        bytes += chunk.Bytes;
        return chunk;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        pages.Dispose();
        CloseFiles();
        foreach (var entry in byUse) entry.Chunk.Dispose();
        while (free.TryPop(out var chunk)) chunk.Dispose();
    }

    private void Read(ParquetSource source, int group, int leaf, DecodedChunk target)
    {
        var (of, chunk) = (source.Footer.Groups[group], source.Footer.Groups[group].Chunks[leaf]);
        try
        {
            pages.Clear();
            var file = Open(source.Path);
            if (chunk.Start < 0 || chunk.Bytes > RandomAccess.GetLength(file) - chunk.Start)
                throw new InvalidDataException("The file ends within a column.");
            var room = pages.Room((int)chunk.Bytes);
            if (RandomAccess.Read(file, room, chunk.Start) != room.Length) throw new InvalidDataException("The file ends within a column.");
            pages.Advance(room.Length);
            reader.Read(pages.WrittenSpan, source.Footer.Leaves[leaf], chunk, checked((int)of.Rows), target);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{source.Path}: {failure.Message}", failure);
        }
    }

    private SafeFileHandle Open(string path)
    {
        if (files.TryGetValue(path, out var open)) return open;
        if (files.Count == OpenFiles) CloseFiles();
        return files[path] = File.OpenHandle(path);
    }

    private void CloseFiles()
    {
        foreach (var file in files.Values) file.Dispose();
        files.Clear();
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        byUse.Remove(node);
        known.Remove(node.Value.Key);
        bytes -= node.Value.Bytes;
        if (free.Count < KeptFree) free.Push(node.Value.Chunk);
        else node.Value.Chunk.Dispose();
    }

    private sealed record Entry((ParquetSource Source, int Group, int Leaf) Key, DecodedChunk Chunk, long Bytes);
}
