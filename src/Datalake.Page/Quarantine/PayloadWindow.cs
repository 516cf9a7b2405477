using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Datalake.Page.Quarantine;

/// <summary>The part of a record around the position of its fault: as text where the bytes are UTF-8, else as hexadecimal lines.</summary>
internal sealed record PayloadWindow
{
    private const int Reach = 1200;
    private const int HexColumns = 16;
    private const int HexRows = 12;

    /// <summary>The text before the fault; all of it where there is no position.</summary>
    public string Before { get; private init; } = "";

    /// <summary>The character at the fault; a sign where the record ends there.</summary>
    public string At { get; private init; } = "";

    /// <summary>The text behind it.</summary>
    public string After { get; private init; } = "";

    /// <summary>Bytes that are not shown before the window.</summary>
    public long HiddenBefore { get; private init; }

    /// <summary>Bytes that are not shown behind the window.</summary>
    public long HiddenAfter { get; private init; }

    /// <summary>The line of the fault, from 1; null where there is no position or the bytes are not text.</summary>
    public int? Line { get; private init; }

    /// <summary>The character of the fault in its line, from 1.</summary>
    public int? Column { get; private init; }

    /// <summary>The lines in hexadecimal; empty where the bytes are text.</summary>
    public IReadOnlyList<HexLine> Hex { get; private init; } = [];

    /// <summary>Cuts the window out.</summary>
    /// <param name="bytes">The bytes that are kept of the record.</param>
    /// <param name="position">The position of the fault; null where the fault is in the record as a whole.</param>
    public static PayloadWindow Of(ReadOnlySpan<byte> bytes, long? position)
    {
        var at = (int)Math.Clamp(position ?? 0, 0, bytes.Length);
        return Utf8.IsValid(bytes) ? OfText(bytes, at, position is not null) : OfHex(bytes, at, position is not null);
    }

    private static PayloadWindow OfText(ReadOnlySpan<byte> bytes, int at, bool hasPosition)
    {
        at = Back(bytes, at);
        var start = hasPosition ? Back(bytes, Math.Max(0, at - Reach)) : 0;
        var end = Back(bytes, Math.Min(bytes.Length, (hasPosition ? at : Reach) + Reach));
        if (!hasPosition)
        {
            return new PayloadWindow { Before = Visible(bytes[start..end]), HiddenAfter = bytes.Length - end };
        }

        var next = at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done ? at + length : at;
        var line = bytes[..at];
        return new PayloadWindow
        {
            Before = Visible(bytes[start..at]),
            At = next == at ? "⟨end⟩" : bytes[at] == '\n' ? "⏎\n" : Visible(bytes[at..next]),
            After = Visible(bytes[next..Math.Max(next, end)]),
            HiddenBefore = start,
            HiddenAfter = bytes.Length - Math.Max(next, end),
            Line = line.Count((byte)'\n') + 1,
            Column = Encoding.UTF8.GetCharCount(line[(line.LastIndexOf((byte)'\n') + 1)..]) + 1,
        };
    }

    private static PayloadWindow OfHex(ReadOnlySpan<byte> bytes, int at, bool hasPosition)
    {
        var row = at / HexColumns;
        var first = Math.Max(0, row - HexRows / 2);
        var lines = new List<HexLine>();
        for (var i = first; i < first + HexRows && i * HexColumns < bytes.Length; i++)
        {
            var start = i * HexColumns;
            lines.Add(HexLine.Of(bytes[start..Math.Min(bytes.Length, start + HexColumns)], start, hasPosition && i == row ? at - start : null));
        }

        var shown = Math.Min(bytes.Length, (first + lines.Count) * HexColumns);
        return new PayloadWindow { Hex = lines, HiddenBefore = first * HexColumns, HiddenAfter = bytes.Length - shown };
    }

    // To the beginning of the character.
    private static int Back(ReadOnlySpan<byte> bytes, int at)
    {
        while (at > 0 && at < bytes.Length && (bytes[at] & 0xC0) == 0x80) at--;
        return at;
    }

    private static string Visible(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(bytes));
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < ' ' && text[i] is not ('\n' or '\t')) text[i] = (char)('\u2400' + text[i]);
        }

        return text.ToString();
    }

    /// <summary>A line of bytes.</summary>
    /// <param name="Offset">Where it begins, in hexadecimal.</param>
    /// <param name="Bytes">Its bytes, two digits each.</param>
    /// <param name="Text">The same as characters, those that are not printable as dots.</param>
    /// <param name="At">Which of them is the fault; null where none is.</param>
    internal sealed record HexLine(string Offset, IReadOnlyList<string> Bytes, string Text, int? At)
    {
        public static HexLine Of(ReadOnlySpan<byte> bytes, int offset, int? at)
        {
            var digits = new string[bytes.Length];
            var text = new char[bytes.Length];
            for (var i = 0; i < bytes.Length; i++)
            {
                digits[i] = bytes[i].ToString("x2", CultureInfo.InvariantCulture);
                text[i] = bytes[i] is >= 0x20 and < 0x7f ? (char)bytes[i] : '.';
            }

            return new HexLine(offset.ToString("x6", CultureInfo.InvariantCulture), digits, new string(text), at);
        }
    }
}
