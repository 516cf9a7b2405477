using System.Numerics;

namespace DuckDB.NET.Data.Reader;

/// <summary>Reads BIGNUM, a whole number of any length.</summary>
internal sealed unsafe class BigNumVectorDataReader(string columnName) : ValueVectorDataReader<BigInteger>(DuckDBType.VarInt, columnName)
{
    private const int HeaderLength = 3;

    // A header of three bytes, whose highest bit is set for numbers that are not negative, then the size of the number, highest
    // byte first; all bits of a negative number are turned over, so that the bytes sort as the numbers do.
    private protected override BigInteger ReadValue(ulong row)
    {
        var bytes = DuckDBString.BytesOf((DuckDBString*)Data + row);
        var size = bytes[HeaderLength..].ToArray();
        if ((bytes[0] & 0x80) != 0) return new BigInteger(size, isUnsigned: true, isBigEndian: true);

        for (var i = 0; i < size.Length; i++) size[i] = (byte)~size[i];
        return -new BigInteger(size, isUnsigned: true, isBigEndian: true);
    }
}
