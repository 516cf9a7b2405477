using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Datalake.Embedded.Parquet.Reading;

/// <summary>What the end of a Parquet file says of it: columns, row groups, and where their values lie.</summary>
/// <param name="Leaves">What holds values, in the order of the file.</param>
/// <param name="Groups">The row groups.</param>
internal sealed record ParquetFooter(IReadOnlyList<SourceLeaf> Leaves, IReadOnlyList<SourceGroup> Groups)
{
    private const int TailBytes = 8;
    private const int FirstRead = 64 << 10;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>Rows in the file.</summary>
    public long Rows => Groups.Sum(group => group.Rows);

    /// <summary>Leaf values in the file, those of list elements and nulls included.</summary>
    public long Values => Groups.Sum(group => group.Chunks.Sum(chunk => chunk.Entries));

    /// <summary>Bytes of the file's data before compression; a text that repeats counts once where it is in a dictionary.</summary>
    public long Bytes => Groups.Sum(group => group.Chunks.Sum(chunk => chunk.UncompressedBytes));

    /// <summary>Reads a file's footer.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public static ParquetFooter Read(string path)
    {
        using var file = File.OpenHandle(path);
        try
        {
            return Read(file);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{path} cannot be read as Parquet: {failure.Message}", failure);
        }
    }

    /// <summary>Reads the footer of a file in memory.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public static ParquetFooter Read(ReadOnlySpan<byte> file)
    {
        var footer = LengthOf(file, file.Length);
        return FooterReader.Read(file.Slice(file.Length - TailBytes - footer, footer));
    }

    private static ParquetFooter Read(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var end = ReadEnd(file, length, (int)Math.Min(length, FirstRead));
        var footer = LengthOf(end, length);
        if (footer + TailBytes > end.Length) end = ReadEnd(file, length, footer + TailBytes);
        return FooterReader.Read(end.AsSpan(end.Length - TailBytes - footer, footer));
    }

    private static int LengthOf(ReadOnlySpan<byte> end, long length)
    {
        if (length < Magic.Length + TailBytes) throw new InvalidDataException($"It has {length} bytes, too few for a Parquet file.");
        var tail = end[^TailBytes..];
        if (!tail[sizeof(int)..].SequenceEqual(Magic)) throw new InvalidDataException("It does not end as a Parquet file does.");
        var footer = BinaryPrimitives.ReadInt32LittleEndian(tail);
        return footer >= 0 && footer <= length - Magic.Length - TailBytes
            ? footer
            : throw new InvalidDataException($"Its metadata should have {footer} bytes, more than the file.");
    }

    private static byte[] ReadEnd(SafeFileHandle file, long length, int bytes)
    {
        var end = new byte[bytes];
        return RandomAccess.Read(file, end, length - bytes) == bytes ? end : throw new InvalidDataException("It became shorter while it was read.");
    }
}

/// <summary>A leaf of a file.</summary>
/// <param name="Path">The names from the column down to it.</param>
/// <param name="Type">How its values are stored.</param>
/// <param name="Width">Bytes of a value of fixed length; 0 for other types.</param>
/// <param name="Level">The definition level of a value.</param>
/// <param name="Repeated">How many lists and maps are around it.</param>
/// <param name="IsRequired">True when the leaf itself is never null.</param>
/// <param name="Meaning">What the values mean, by the number of the converted type; null when the file does not say.</param>
/// <param name="Digits">Precision and scale of a decimal.</param>
/// <param name="IsLocalTime">True for a timestamp that is no instant.</param>
internal sealed record SourceLeaf(
    IReadOnlyList<string> Path, PhysicalType Type, int Width, byte Level, byte Repeated, bool IsRequired, ConvertedType? Meaning,
    (int Precision, int Scale) Digits, bool IsLocalTime);

/// <summary>A row group of a file.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Chunks">The values of each leaf.</param>
internal sealed record SourceGroup(long Rows, SourceChunk[] Chunks);

/// <summary>The values of a leaf in a row group.</summary>
/// <param name="Start">Where its pages begin.</param>
/// <param name="Bytes">Bytes of the pages.</param>
/// <param name="UncompressedBytes">The same before compression.</param>
/// <param name="Entries">Values, nulls included.</param>
/// <param name="Codec">How the pages are compressed, by the format's number.</param>
/// <param name="IsPlain">True when all its encodings are plain values, dictionaries and the hybrid.</param>
/// <param name="Nulls">Entries without a value; null when the file does not say.</param>
/// <param name="Bounds">Bounds of the values of a leaf that is a column; null when the file does not say.</param>
internal readonly record struct SourceChunk(
    long Start, long Bytes, long UncompressedBytes, long Entries, int Codec, bool IsPlain, long? Nulls, ColumnBounds? Bounds);
