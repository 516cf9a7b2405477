using System.Text;
using Datalake.Datasets;

namespace Datalake.Records;

/// <summary>
/// Finds where a CSV row ends, over text that comes in pieces. A quote opens a quoted field only where a field begins; elsewhere it is a
/// mistake that costs its own row, not the rows up to the next quote.
/// </summary>
internal sealed class CsvRowScan
{
    private readonly byte[] separator;
    private readonly byte[] inQuotesStops;
    private readonly byte[] stops;
    private readonly byte[] blanks;
    private readonly byte? quote;
    private readonly byte? escape;

    // Of the pieces before: whether there was anything, its last bytes, whether the very last was a quote that closed a field, and whether
    // it takes the meaning from the next one.
    private bool begun;
    private uint last;
    private bool closed;
    private bool escaped;

    /// <summary>Scans rows of a format.</summary>
    public CsvRowScan(CsvFormat format)
    {
        separator = Encoding.UTF8.GetBytes([format.Delimiter]);
        quote = (byte?)format.Quote;
        escape = (byte?)format.Escape;
        byte[] marks = [.. quote is { } q ? [q] : (byte[])[], .. escape is { } e ? [e] : (byte[])[]];
        stops = [.. marks, (byte)'\n'];
        inQuotesStops = marks;
        blanks = format.Trim ? Blanks(format) : [];
    }

    /// <summary>True inside a quoted field.</summary>
    public bool InQuotes { get; private set; }

    /// <summary>The blanks that are no part of a field where fields are trimmed.</summary>
    public static byte[] Blanks(CsvFormat format) => [.. " \t"u8.ToArray().Where(blank => blank != format.Delimiter)];

    /// <summary>Begins a row.</summary>
    public void Reset() => (begun, last, closed, escaped, InQuotes) = (false, 0, false, false, false);

    /// <summary>Looks at the next piece.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="next">First byte behind the row's line end, when the row ends in this piece.</param>
    /// <returns>True when the row ends in this piece.</returns>
    public bool Advance(ReadOnlySpan<byte> text, out int next)
    {
        var closedAt = closed ? -1 : int.MinValue;
        var position = 0;
        while (position < text.Length)
        {
            if (escaped)
            {
                escaped = false;
                position++;
                continue;
            }

            var found = text[position..].IndexOfAny(InQuotes ? inQuotesStops : stops);
            if (found < 0) break;
            position += found;
            if (text[position] == (byte)'\n' && !InQuotes)
            {
                next = position + 1;
                return true;
            }

            if (text[position] == escape)
            {
                escaped = true;
            }
            else if (InQuotes)
            {
                InQuotes = false;
                closedAt = position;
            }
            else
            {
                // A quote right behind the one that closed is half of a doubled quote, so the field goes on.
                InQuotes = closedAt == position - 1 || BeginsField(text[..position]);
            }

            position++;
        }

        Remember(text, closedAt == text.Length - 1);
        next = text.Length;
        return false;
    }

    /// <summary>True when a field begins behind this text.</summary>
    private bool BeginsField(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd(blanks);
        if (text.IsEmpty && !begun) return true;
        if (text.Length >= separator.Length) return text.EndsWith(separator);
        var bytes = Last(text);
        for (var i = separator.Length - 1; i >= 0; i--, bytes >>= 8)
        {
            if ((byte)bytes != separator[i]) return false;
        }

        return true;
    }

    private void Remember(ReadOnlySpan<byte> text, bool closing)
    {
        if (text.IsEmpty) return;
        closed = closing;
        text = text.TrimEnd(blanks);
        begun |= !text.IsEmpty;
        last = Last(text);
    }

    private uint Last(ReadOnlySpan<byte> text)
    {
        var bytes = last;
        foreach (var value in text[Math.Max(0, text.Length - sizeof(uint))..]) bytes = (bytes << 8) | value;
        return bytes;
    }
}
