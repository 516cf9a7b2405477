namespace Datalake.Records;

/// <summary>
/// Finds where a CSV row ends, over text that comes in pieces. A quote opens a quoted field only where a field begins; elsewhere it is a mistake
/// that costs its own row, not the rows up to the next quote.
/// </summary>
internal struct CsvRowScan
{
    // The last bytes that were looked at, to know whether a field begins behind them.
    private uint last;
    private bool begun;
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
        var position = 0;
        while (position < text.Length)
        {
            var rest = text[position..];
            var found = InQuotes ? rest.IndexOf((byte)'"') : rest.IndexOfAny((byte)'"', (byte)'\n');
            if (found != 0)
            {
                var run = found < 0 ? rest : rest[..found];
                Remember(run);
                position += run.Length;
                if (found < 0) break;
            }

            if (text[position] == (byte)'\n')
            {
                next = position + 1;
                return true;
            }

            // A quote right behind the one that closed is half of a doubled quote, so the field goes on.
            var opens = !InQuotes && (!begun || closed || BehindSeparator(separator));
            closed = InQuotes;
            InQuotes = opens;
            Remember(text.Slice(position, 1), closed);
            position++;
        }

        next = text.Length;
        return false;
    }

    private void Remember(ReadOnlySpan<byte> run, bool closing = false)
    {
        foreach (var value in run[Math.Max(0, run.Length - sizeof(uint))..]) last = (last << 8) | value;
        begun = true;
        closed = closing;
    }

    private readonly bool BehindSeparator(ReadOnlySpan<byte> separator)
    {
        for (var i = 0; i < separator.Length; i++)
        {
            if ((byte)(last >> (8 * i)) != separator[separator.Length - 1 - i]) return false;
        }

        return true;
    }
}
