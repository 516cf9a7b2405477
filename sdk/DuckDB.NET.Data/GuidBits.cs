using System.Buffers.Binary;

namespace DuckDB.NET.Data;

/// <summary>A UUID's 128 bits in the order of its text.</summary>
internal static class GuidBits
{
    private const ulong SignBit = 1UL << 63;

    internal static DuckDBUHugeInt ToUHugeInt(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>From a vector, where the highest bit is turned over so that UUIDs sort as signed numbers.</summary>
    internal static Guid FromVector(DuckDBHugeInt stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)stored.Upper ^ SignBit);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], stored.Lower);
        return new Guid(bytes, bigEndian: true);
    }
}
