using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Datalake.Embedded.Engine.Values;

/// <summary>
/// Values of types that only the engine has, which it exports to Arrow in its own binary form (extension <c>arrow.opaque</c>).
/// </summary>
internal static class OpaqueValues
{
    private const int LargestOffset = 16 * 60 * 60 - 1;
    private const int OffsetBits = 24;
    private const int NumberHeader = 3;

    /// <summary>The engine's name of the type.</summary>
    /// <param name="metadata">The extension's metadata: <c>{"type_name":"bit","vendor_name":"DuckDB"}</c>.</param>
    public static string? TypeName(string metadata)
    {
        using var json = JsonDocument.Parse(metadata);
        return json.RootElement.TryGetProperty("type_name", out var name) ? name.GetString() : null;
    }

    /// <summary>TIME WITH TIME ZONE: microseconds above the offset, which is counted down from the largest.</summary>
    public static string TimeWithZone(ReadOnlySpan<byte> bytes)
    {
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var offset = LargestOffset - (int)(bits & ((1 << OffsetBits) - 1));
        return TimeText.Time((long)(bits >> OffsetBits), 1_000_000) + TimeText.Offset(offset);
    }

    /// <summary>
    /// BIGNUM: a header whose first bit is the sign, then the digits, most significant byte first. All bits of a negative number are turned
    /// over.
    /// </summary>
    public static BigInteger BigNumber(ReadOnlySpan<byte> bytes)
    {
        var digits = bytes[NumberHeader..].ToArray();
        var negative = (bytes[0] & 0x80) == 0;
        if (negative)
        {
            for (var i = 0; i < digits.Length; i++) digits[i] = (byte)~digits[i];
        }

        var number = new BigInteger(digits, isUnsigned: true, isBigEndian: true);
        return negative ? -number : number;
    }

    /// <summary>BIT: the number of unused bits, then the bits, first one first.</summary>
    public static string Bits(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var i = 8 + bytes[0]; i < bytes.Length * 8; i++) text.Append((bytes[i / 8] >> (7 - i % 8) & 1) == 0 ? '0' : '1');
        return text.ToString();
    }
}
