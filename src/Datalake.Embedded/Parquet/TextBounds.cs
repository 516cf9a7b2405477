using System.Text;

namespace Datalake.Embedded.Parquet;

/// <summary>Shortens the bounds of texts, so that long ones do not fill the metadata.</summary>
internal static class TextBounds
{
    /// <summary>Bytes that a bound has at most.</summary>
    public const int MaximumBytes = 64;

    /// <summary>The bounds of texts, in the order of their bytes.</summary>
    /// <returns>Null when no short text is larger than all of them.</returns>
    public static ColumnBounds? Of(ReadOnlySpan<byte> minimum, ReadOnlySpan<byte> maximum)
    {
        var isMinimumExact = minimum.Length <= MaximumBytes;
        var isMaximumExact = maximum.Length <= MaximumBytes;
        var above = isMaximumExact ? maximum.ToArray() : Above(Cut(maximum));
        return above is null
            ? null
            : new ColumnBounds(isMinimumExact ? minimum.ToArray() : Cut(minimum).ToArray(), above, isMinimumExact, isMaximumExact);
    }

    /// <summary>The beginning of a text, whole characters only.</summary>
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        var end = MaximumBytes;
        while ((text[end] & 0xC0) == 0x80) end--;
        return text[..end];
    }

    /// <summary>The text with its last character that has a successor replaced by it: larger than all that begin like the text.</summary>
    private static byte[]? Above(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(text, out var last, out var length);
            text = text[..^length];
            if (!TryNext(last, out var next)) continue;
            Span<byte> bytes = stackalloc byte[4];
            return [.. text, .. bytes[..next.EncodeToUtf8(bytes)]];
        }

        return null;
    }

    // The order of code points is that of their bytes in UTF-8; half surrogate pairs are none.
    private static bool TryNext(Rune rune, out Rune next) => Rune.TryCreate(rune.Value == 0xD7FF ? 0xE000 : rune.Value + 1, out next);
}
