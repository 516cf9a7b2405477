namespace Datalake.Json;

/// <summary>Writes bytes as lower-case hex, in UTF-8.</summary>
internal static class LowerHex
{
    /// <param name="bytes">The bytes.</param>
    /// <param name="hex">Takes two characters for each.</param>
    public static void Write(ReadOnlySpan<byte> bytes, Span<byte> hex)
    {
#if NET10_0_OR_GREATER
        Convert.TryToHexStringLower(bytes, hex, out _);
#else
        // The native functions can be built for .NET 9, which has this for UTF-16 alone.
        var digits = "0123456789abcdef"u8;
        for (var i = 0; i < bytes.Length; i++)
        {
            hex[2 * i] = digits[bytes[i] >> 4];
            hex[(2 * i) + 1] = digits[bytes[i] & 15];
        }
#endif
    }
}
