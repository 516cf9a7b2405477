using Datalake.Json;
using Snappier;

namespace Datalake.Embedded.Parquet;

/// <summary>Writes column chunks: pages, compressed one by one, and what the file's metadata says of them.</summary>
internal sealed class ChunkWriter : IDisposable
{
    private const int SnappyCodec = 1;

    private readonly Stream target;
    private readonly Utf8Output compressed = new();
    private readonly ThriftWriter header = new(new Utf8Output(64));
    private readonly ThriftWriter metadata;

    private long chunkStart;
    private long dataStart;
    private long uncompressedBytes;
    private int dataPages;
    private bool hasDictionary;

    /// <summary>Writes chunks one behind the other.</summary>
    /// <param name="target">Receives the pages.</param>
    /// <param name="start">Bytes that the target holds already.</param>
    /// <param name="metadata">Receives a ColumnChunk for each.</param>
    public ChunkWriter(Stream target, long start, ThriftWriter metadata)
    {
        this.target = target;
        this.metadata = metadata;
        Position = start;
    }

    /// <summary>Bytes written.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes that the pages of all chunks had before they were compressed.</summary>
    public long UncompressedBytes { get; private set; }

    /// <summary>The content of the page that is being made.</summary>
    public Utf8Output Page { get; } = new();

    /// <summary>Begins a chunk.</summary>
    public void Begin()
    {
        chunkStart = Position;
        dataStart = Position;
        uncompressedBytes = 0;
        dataPages = 0;
        hasDictionary = false;
    }

    /// <summary>Ends the page of the dictionary, the first of a chunk.</summary>
    /// <param name="values">Values in it.</param>
    public void EndDictionary(int values)
    {
        BeginHeader(PageType.Dictionary);
        header.Struct(7);
        header.Int(1, values);
        header.Int(2, (int)ValueEncoding.Plain);
        header.End();
        EndPage();
        hasDictionary = true;
        dataStart = Position;
    }

    /// <summary>Ends a page of levels and values.</summary>
    /// <param name="entries">Values in it, nulls included.</param>
    /// <param name="isPositions">True when the values are positions in the dictionary.</param>
    public void EndPage(int entries, bool isPositions)
    {
        BeginHeader(PageType.Data);
        header.Struct(5);
        header.Int(1, entries);
        header.Int(2, (int)(isPositions ? ValueEncoding.Dictionary : ValueEncoding.Plain));
        header.Int(3, (int)ValueEncoding.Hybrid);
        header.Int(4, (int)ValueEncoding.Hybrid);
        header.End();
        EndPage();
        dataPages++;
    }

    /// <summary>Ends the chunk.</summary>
    /// <param name="field">The leaf.</param>
    /// <param name="entries">Values of the chunk, nulls included.</param>
    /// <param name="statistics">What readers are told of them.</param>
    public void End(ParquetField field, int entries, ColumnStatistics statistics)
    {
        var values = hasDictionary ? ValueEncoding.Dictionary : ValueEncoding.Plain;
        metadata.Element();
        metadata.Long(2, 0);
        metadata.Struct(3);
        metadata.Int(1, (int)ParquetSchema.PhysicalTypeOf(field.Type));
        metadata.List(2, ThriftType.Int32, hasDictionary ? 3 : 2);
        metadata.Number((int)ValueEncoding.Plain);
        metadata.Number((int)ValueEncoding.Hybrid);
        if (hasDictionary) metadata.Number((int)ValueEncoding.Dictionary);
        metadata.List(3, ThriftType.Binary, field.Path.Count);
        foreach (var name in field.Path) metadata.Text(name);
        metadata.Int(4, SnappyCodec);
        metadata.Long(5, entries);
        metadata.Long(6, uncompressedBytes);
        metadata.Long(7, Position - chunkStart);
        metadata.Long(9, dataStart);
        if (hasDictionary) metadata.Long(11, chunkStart);
        statistics.Write(metadata);

        // From these a reader knows that the dictionary holds every value.
        metadata.List(13, ThriftType.Struct, hasDictionary ? 2 : 1);
        if (hasDictionary) Pages(PageType.Dictionary, ValueEncoding.Plain, 1);
        Pages(PageType.Data, values, dataPages);
        metadata.End();
        metadata.End();
        UncompressedBytes += uncompressedBytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Page.Dispose();
        compressed.Dispose();
        header.Output.Dispose();
    }

    private void Pages(PageType type, ValueEncoding encoding, int count)
    {
        metadata.Element();
        metadata.Int(1, (int)type);
        metadata.Int(2, (int)encoding);
        metadata.Int(3, count);
        metadata.End();
    }

    private void BeginHeader(PageType type)
    {
        compressed.Clear();
        var room = compressed.Room(Snappy.GetMaxCompressedLength(Page.Length));
        compressed.Advance(Snappy.Compress(Page.WrittenSpan, room));
        header.Output.Clear();
        header.Element();
        header.Int(1, (int)type);
        header.Int(2, Page.Length);
        header.Int(3, compressed.Length);
    }

    private void EndPage()
    {
        header.End();
        target.Write(header.Output.WrittenSpan);
        target.Write(compressed.WrittenSpan);
        Position += header.Output.Length + compressed.Length;
        uncompressedBytes += header.Output.Length + Page.Length;
        Page.Clear();
    }
}
