using System.Buffers;
using System.Text;

namespace Datalake.Json;

/// <summary>Where text stops being UTF-8.</summary>
internal static class Utf8Check
{
    /// <summary>The position of the first byte that no UTF-8 text has there; the length when all are fine.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var position = 0;
        while (position < text.Length)
        {
            if (Rune.DecodeFromUtf8(text[position..], out _, out var consumed) != OperationStatus.Done) return position;
            position += consumed;
        }

        return position;
    }
}
