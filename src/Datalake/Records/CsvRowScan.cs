namespace Datalake.Records;

/// <summary>
/// Finds where a CSV row ends, over text that comes in pieces. A quote opens a quoted field only where a field begins; elsewhere it is a
/// mistake that costs its own row, not the rows up to the next quote.
/// </summary>
internal struct CsvRowScan
{
    // Of the pieces before: whether there was anything, its last bytes, and whether the very last was a quote that closed a field.
    private bool begun;
    private uint last;
    private bool closed;

    /// <summary>True inside a quoted field.</summary>
    public bool InQuotes { get; private set; }

    /// <summary>Looks at the next piece.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="separator">What stands between two fields; at most four bytes.</param>
    /// <param name="next">First byte behind the row's line end, when the row ends in this piece.</param>
    /// <returns>True when the row ends in this piece.</returns>
    public bool Advance(ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, out int next)
    {
        var closedAt = closed ? -1 : int.MinValue;
        for (var position = 0; position < text.Length; position++)
        {
            var found = InQuotes ? text[position..].IndexOf((byte)'"') : text[position..].IndexOfAny((byte)'"', (byte)'\n');
            if (found < 0) break;
            position += found;
            if (text[position] == (byte)'\n' && !InQuotes)
            {
                next = position + 1;
                return true;
            }

            if (InQuotes)
            {
                InQuotes = false;
                closedAt = position;
            }
            else
            {
                // A quote right behind the one that closed is half of a doubled quote, so the field goes on.
                InQuotes = closedAt == position - 1 || (position == 0 && !begun) || EndsWithSeparator(text[..position], separator);
            }
        }

        Remember(text, closedAt == text.Length - 1);
        next = text.Length;
        return false;
    }

    private readonly bool EndsWithSeparator(ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator)
    {
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
        begun = true;
        closed = closing;
        last = Last(text);
    }

    private readonly uint Last(ReadOnlySpan<byte> text)
    {
        var bytes = last;
        foreach (var value in text[Math.Max(0, text.Length - sizeof(uint))..]) bytes = (bytes << 8) | value;
        return bytes;
    }
}
