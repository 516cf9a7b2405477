using System.Buffers;
using System.Text;

namespace Datalake.Generator.Writing;

/// <summary>Writes UTF-8 text as the inside of a JSON string in one of the <see cref="EscapeStyle"/>s.</summary>
internal static class JsonStringEscaper
{
    private const int LongestEscape = 6;

    private static readonly byte[] Must = [.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\'];
    private static readonly SearchValues<byte> Relaxed = SearchValues.Create(Must);
    private static readonly SearchValues<byte> Slashes = SearchValues.Create([.. Must, (byte)'/']);
    private static readonly SearchValues<byte> Ascii = SearchValues.Create([.. Must, .. Enumerable.Range(0x80, 0x80).Select(c => (byte)c)]);

    public static void Append(PooledBuffer output, ReadOnlySpan<byte> text, EscapeStyle style)
    {
        var escaped = style switch
        {
            EscapeStyle.Relaxed => Relaxed,
            EscapeStyle.Slashes => Slashes,
            EscapeStyle.Ascii => Ascii,
            _ => throw new ArgumentOutOfRangeException(nameof(style), style, "Unknown style."),
        };
        var target = output.GetSpan(text.Length * LongestEscape);
        var length = 0;
        while (true)
        {
            var run = text.IndexOfAny(escaped);
            if (run < 0) run = text.Length;
            text[..run].CopyTo(target[length..]);
            length += run;
            text = text[run..];
            if (text.IsEmpty) break;

            length += Escape(text, target[length..], out var consumed);
            text = text[consumed..];
        }

        output.Advance(length);
    }

    private static int Escape(ReadOnlySpan<byte> text, Span<byte> target, out int consumed)
    {
        consumed = 1;
        var letter = text[0] switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'/' => (byte)'/',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            _ => (byte)0,
        };
        if (letter != 0)
        {
            target[0] = (byte)'\\';
            target[1] = letter;
            return 2;
        }

        Rune.DecodeFromUtf8(text, out var rune, out consumed);
        Span<char> units = stackalloc char[2];
        var count = rune.EncodeToUtf16(units);
        for (var i = 0; i < count; i++) Hex(units[i], target[(i * LongestEscape)..]);
        return count * LongestEscape;
    }

    private static void Hex(char unit, Span<byte> target)
    {
        const string Digits = "0123456789abcdef";
        target[0] = (byte)'\\';
        target[1] = (byte)'u';
        for (var i = 0; i < 4; i++) target[2 + i] = (byte)Digits[(unit >> (12 - 4 * i)) & 0xF];
    }
}
