using System.Text;
using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Records;

/// <summary>Takes the fields of a CSV row apart.</summary>
internal sealed class CsvFieldReader(CsvFormat format) : IDisposable
{
    private readonly byte[] separator = Encoding.UTF8.GetBytes([format.Delimiter]);
    private readonly byte[] blanks = format.Trim ? CsvRowScan.Blanks(format) : [];
    private readonly byte? quote = (byte?)format.Quote;
    private readonly byte? escape = (byte?)format.Escape;
    private readonly byte[][] nulls = [.. format.NullWords.Select(Encoding.UTF8.GetBytes)];
    private readonly Utf8Output text = new(256);

    /// <summary>The field, quotes and escapes resolved; empty where it is absent.</summary>
    public ReadOnlySpan<byte> Field => text.WrittenSpan;

    /// <summary>True when the field was in quotes.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Takes one field off the front of a row.</summary>
    /// <param name="row">The row; after it what is left.</param>
    /// <param name="more">True when another field follows.</param>
    /// <returns>False when it breaks the quoting rules.</returns>
    public bool TryTake(ref ReadOnlySpan<byte> row, out bool more)
    {
        text.Clear();
        if (blanks.Length > 0) row = row.TrimStart(blanks);
        IsQuoted = quote is not null && !row.IsEmpty && row[0] == quote;
        return IsQuoted ? TryTakeQuoted(ref row, out more) : TryTakePlain(ref row, out more);
    }

    public void Dispose() => text.Dispose();

    private bool TryTakePlain(ref ReadOnlySpan<byte> row, out bool more)
    {
        var end = row.IndexOf(separator);
        if (escape is { } mark && row.Contains(mark)) end = FindSeparator(row, mark);
        var value = end < 0 ? row : row[..end];
        if (blanks.Length > 0) value = value.TrimEnd(blanks);
        more = end >= 0;
        row = more ? row[(end + separator.Length)..] : default;
        if (IsNull(value)) return true;
        return Unescape(value);
    }

    private bool TryTakeQuoted(ref ReadOnlySpan<byte> row, out bool more)
    {
        more = false;
        row = row[1..];
        while (true)
        {
            var stop = escape is { } mark ? row.IndexOfAny(quote!.Value, mark) : row.IndexOf(quote!.Value);
            if (stop < 0) return false;
            text.Write(row[..stop]);
            var isEscape = row[stop] == escape;
            row = row[(stop + 1)..];
            if (isEscape)
            {
                if (row.IsEmpty) return false;
                text.WriteByte(row[0]);
                row = row[1..];
                continue;
            }

            var rest = blanks.Length > 0 ? row.TrimStart(blanks) : row;
            if (rest.IsEmpty)
            {
                row = rest;
                return true;
            }

            if (rest.StartsWith(separator))
            {
                row = rest[separator.Length..];
                more = true;
                return true;
            }

            if (row[0] != quote) return false;
            text.WriteByte(quote.Value);
            row = row[1..];
        }
    }

    private int FindSeparator(ReadOnlySpan<byte> row, byte mark)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == mark) i++;
            else if (row[i..].StartsWith(separator)) return i;
        }

        return -1;
    }

    private bool IsNull(ReadOnlySpan<byte> value)
    {
        foreach (var word in nulls)
        {
            if (value.SequenceEqual(word)) return true;
        }

        return false;
    }

    /// <summary>Writes a field that is not in quotes. False where a quote stands in it, or an escape at its end.</summary>
    private bool Unescape(ReadOnlySpan<byte> value)
    {
        while (escape is { } mark && value.IndexOf(mark) is var at and >= 0)
        {
            if (at + 1 == value.Length || (quote is { } before && value[..at].Contains(before))) return false;
            text.Write(value[..at]);
            text.WriteByte(value[at + 1]);
            value = value[(at + 2)..];
        }

        if (quote is { } sign && value.Contains(sign)) return false;
        text.Write(value);
        return true;
    }
}
