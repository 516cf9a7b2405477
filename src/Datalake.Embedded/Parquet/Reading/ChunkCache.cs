namespace Datalake.Embedded.Parquet.Reading;

/// <summary>
/// Decodes column chunks and keeps those that were used last, up to a number of bytes: rows of a row group that go to several files are
/// decoded once. Not for two threads at once.
/// </summary>
/// <param name="limit">Bytes to keep.</param>
internal sealed class ChunkCache(long limit) : IDisposable
{
    private const int KeptFree = 16;

    private readonly ChunkReader reader = new();
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
        var of = source.Footer.Groups[group];
        reader.Read(source.Path, source.Footer.Leaves[leaf], of.Chunks[leaf], checked((int)of.Rows), chunk);
        known[(source, group, leaf)] = byUse.AddFirst(new Entry((source, group, leaf), chunk, chunk.Bytes));
        bytes += chunk.Bytes;
        return chunk;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        foreach (var entry in byUse) entry.Chunk.Dispose();
        while (free.TryPop(out var chunk)) chunk.Dispose();
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
