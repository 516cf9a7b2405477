using System.Buffers.Binary;
using Datalake.Json;
using Snappier;

namespace Datalake.Embedded.Parquet.Reading;

/// <summary>
/// Decodes column chunks: data pages of both versions, plain values, dictionaries and the hybrid, Snappy or no compression. Not for two
/// threads at once.
/// </summary>
internal sealed class ChunkReader : IDisposable
{
    private const int Uncompressed = 0;
    private const int SnappyCodec = 1;

    // Three bytes stand for 64 at most.
    private const long SnappyRatio = 22;

    private readonly Utf8Output page = new();
    private readonly Utf8Output entries = new();
    private int[] entryStarts = [];
    private int entryCount;

    /// <summary>Whether a chunk can be decoded.</summary>
    public static bool CanRead(in SourceChunk chunk) => chunk.IsPlain && chunk.Codec is Uncompressed or SnappyCodec;

    /// <summary>Decodes a chunk.</summary>
    /// <param name="pages">The pages, as stored.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="chunk">Its chunk.</param>
    /// <param name="rows">Rows of the row group.</param>
    /// <param name="target">Receives the values.</param>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public void Read(ReadOnlySpan<byte> pages, SourceLeaf leaf, in SourceChunk chunk, int rows, DecodedChunk target)
    {
        try
        {
            target.Clear();
            entryCount = 0;
            while (target.Definitions.Length < chunk.Entries) pages = pages[ReadPage(pages, chunk, leaf, target)..];
            target.FindRows(rows, leaf.Level);
        }
        catch (Exception failure)
            when (failure is InvalidDataException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException($"The column {string.Join('.', leaf.Path)} cannot be read: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        page.Dispose();
        entries.Dispose();
    }

    private int ReadPage(ReadOnlySpan<byte> rest, in SourceChunk chunk, SourceLeaf leaf, DecodedChunk target)
    {
        var header = PageHeader.Read(rest, out var bytes);
        var codec = chunk.Codec;
        if (header.Entries > chunk.Entries - target.Definitions.Length) throw new InvalidDataException("A page has more values than its column.");
        var body = rest.Slice(bytes, header.Bytes);
        page.Clear();
        switch (header.Type)
        {
            case PageType.Dictionary:
                ReadDictionary(Decompress(body, header.UncompressedBytes, codec), header.Entries, leaf, target);
                break;
            case PageType.Data:
                var content = Decompress(body, header.UncompressedBytes, codec);
                ReadLevels(ref content, leaf.Repeated, header.Entries, target.Repetitions);
                ReadLevels(ref content, leaf.Level, header.Entries, target.Definitions);
                ReadValues(content, header, leaf, target);
                break;
            case PageType.DataV2:
                DecodeLevels(body[..header.RepetitionBytes], leaf.Repeated, header.Entries, target.Repetitions);
                body = body[header.RepetitionBytes..];
                DecodeLevels(body[..header.DefinitionBytes], leaf.Level, header.Entries, target.Definitions);
                body = body[header.DefinitionBytes..];
                var values = header.UncompressedBytes - header.RepetitionBytes - header.DefinitionBytes;
                ReadValues(header.IsCompressed ? Decompress(body, values, codec) : body, header, leaf, target);
                break;
        }

        return bytes + header.Bytes;
    }

    private ReadOnlySpan<byte> Decompress(ReadOnlySpan<byte> body, int bytes, int codec)
    {
        if (codec == Uncompressed || bytes == 0) return body;
        if (bytes > (body.Length + 1) * SnappyRatio) throw new InvalidDataException("A page cannot have the size that its header says.");
        var room = page.Room(bytes);
        if (Snappy.Decompress(body, room) != bytes) throw new InvalidDataException("A page has another size than its header says.");
        page.Advance(bytes);
        return page.WrittenSpan;
    }

    private static void DecodeLevels(ReadOnlySpan<byte> content, int largest, int count, Utf8Output levels)
    {
        if (largest > 0) HybridDecoder.Read<byte>(content, HybridEncoder.Width(largest), count, levels);
    }

    private static void ReadLevels(ref ReadOnlySpan<byte> content, int largest, int count, Utf8Output levels)
    {
        if (largest == 0) return;
        var length = BinaryPrimitives.ReadInt32LittleEndian(content);
        DecodeLevels(content.Slice(sizeof(int), length), largest, count, levels);
        content = content[(sizeof(int) + length)..];
    }

    private void ReadDictionary(ReadOnlySpan<byte> values, int count, SourceLeaf leaf, DecodedChunk target)
    {
        entryCount = count;
        if (leaf.Type != PhysicalType.ByteArray)
        {
            if (values.Length < (long)count * WidthOf(leaf)) throw new InvalidDataException("The dictionary ends within a value.");
            entries.Clear();
            entries.Write(values);
            return;
        }

        if (entryStarts.Length < count) entryStarts = new int[count];
        var start = target.Data.Length;
        var at = 0;
        for (var number = 0; number < count; number++)
        {
            entryStarts[number] = start + at;
            at += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(values[at..]);
        }

        target.Data.Write(values[..at]);
    }

    private void ReadValues(ReadOnlySpan<byte> content, in PageHeader header, SourceLeaf leaf, DecodedChunk target)
    {
        if (leaf.Level == 0) HybridDecoder.Read<byte>([], 0, header.Entries, target.Definitions);
        var count = target.Definitions.WrittenSpan[^header.Entries..].Count(leaf.Level);
        if (count == 0) return;
        if (header.Encoding is ValueEncoding.Dictionary or ValueEncoding.OldDictionary) ReadPositions(content, count, leaf, target);
        else if (leaf.Type == PhysicalType.Boolean) ReadBooleans(content, count, header.Encoding, target);
        else if (leaf.Type == PhysicalType.ByteArray) ReadTexts(content, count, target);
        else target.Data.Write(content[..(count * WidthOf(leaf))]);
    }

    private static int WidthOf(SourceLeaf leaf) => leaf.Type switch
    {
        PhysicalType.Int32 or PhysicalType.Float => sizeof(int),
        PhysicalType.Int64 or PhysicalType.Double => sizeof(long),
        _ => leaf.Width,
    };

    private static void ReadTexts(ReadOnlySpan<byte> content, int count, DecodedChunk target)
    {
        var start = target.Data.Length;
        var at = 0;
        for (; count > 0; count--)
        {
            target.Starts.Append(start + at);
            at += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(content[at..]);
        }

        target.Data.Write(content[..at]);
    }

    private static void ReadBooleans(ReadOnlySpan<byte> content, int count, ValueEncoding encoding, DecodedChunk target)
    {
        if (encoding == ValueEncoding.Hybrid)
        {
            HybridDecoder.Read<byte>(content[sizeof(int)..], 1, count, target.Data);
            return;
        }

        for (var i = 0; i < count; i++) target.Data.WriteByte((byte)(content[i / 8] >> (i % 8) & 1));
    }

    private void ReadPositions(ReadOnlySpan<byte> content, int count, SourceLeaf leaf, DecodedChunk target)
    {
        target.Positions.Clear();
        HybridDecoder.Read<int>(content[1..], content[0], count, target.Positions);
        var positions = target.Positions.As<int>();
        if (leaf.Type != PhysicalType.ByteArray)
        {
            var width = WidthOf(leaf);
            foreach (var position in positions) target.Data.Write(entries.WrittenSpan.Slice(Known(position) * width, width));
            return;
        }

        foreach (var position in positions) target.Starts.Append(entryStarts[Known(position)]);
    }

    private int Known(int position) =>
        (uint)position < (uint)entryCount ? position : throw new InvalidDataException($"A value is number {position} of a dictionary of {entryCount}.");
}
