using System.Text;
using System.Text.Unicode;
using Datalake.Json;

namespace Datalake.Records;

/// <summary>
/// Reads the rows of a CSV arrival (RFC 4180: quotes, doubled quotes, separators and line ends inside quotes) as JSON objects whose keys
/// are the header's names and whose values are strings. An empty field is absent: its key is omitted. A row that does not fit the header is
/// a problem of its own.
/// </summary>
internal sealed class CsvRecordReader(Stream stream, RecordLimits limits, char delimiter) : RecordReader(stream, limits)
{
    private readonly byte[] separator = Encoding.UTF8.GetBytes([delimiter]);
    private readonly Utf8Output record = new(1024);
    private readonly Utf8Output field = new(256);
    private List<byte[]>? header;
    private RecordProblem? headerProblem;
    private bool begun;
    private long number;

    // The row that is being looked for.
    private CsvRowScan rows;
    private int scanned;

    // A row that is too large: what to show of it, and how much of it went by.
    private byte[]? shown;
    private long passed;

    public override void Dispose()
    {
        record.Dispose();
        field.Dispose();
        base.Dispose();
    }

    private protected override bool IsEmptyBatch => header is not null;

    private protected override Take TryTake(bool ended)
    {
        if (!begun)
        {
            if (Window.Length < 3 && !ended) return Take.NeedMore;
            if (Window.Span.StartsWith("\uFEFF"u8)) Window.Consume(3);
            begun = true;
        }

        while (true)
        {
            if (Window.Length == 0 && passed == 0 && ended) return Take.End;
            var found = rows.Advance(Window.Span[scanned..], separator, out var next);
            next += scanned;
            if (!found)
            {
                scanned = Window.Length;
                if (!ended)
                {
                    if (scanned > Limits.RecordBytes) PassOver();
                    return Take.NeedMore;
                }

                // What a damaged stream leaves of its last row belongs to the damage.
                if (Window.IsCut) return Take.End;
            }

            if (TryFrame(next, lineEnd: found ? 1 : 0)) return Take.Frame;
        }
    }

    private protected override bool? HasMore(bool ended)
    {
        var lineEnds = Window.Span.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        Window.Consume(lineEnds < 0 ? Window.Length : lineEnds);
        return Window.Length > 0 ? true : ended ? false : null;
    }

    /// <summary>Makes the frame of the row that is so long. False for the header and for blank lines.</summary>
    private bool TryFrame(int length, int lineEnd)
    {
        var row = Window.Memory[..(length - lineEnd)];
        var offset = Window.Offset - passed;
        var bytes = passed + row.Length;
        var problem = rows.InQuotes ? Unclosed(bytes) : bytes > Limits.RecordBytes ? TooLarge(bytes) : null;
        if (bytes > Limits.RecordBytes) row = shown ?? row[..ShownOfLarge];
        else if (row.Span.EndsWith("\r"u8)) row = row[..^1];
        Window.Consume(length);
        rows = default;
        scanned = 0;
        passed = 0;
        shown = null;
        if (row.Length == 0) return false;
        if (header is null)
        {
            headerProblem = problem;
            header = [];
            if (problem is null) ReadHeader(row.Span);
            if (headerProblem is null) return false;
        }

        number++;
        problem ??= headerProblem;
        Current = problem is null ? ReadRow(row, offset) : new RecordFrame(row, number, offset, bytes, problem);
        return true;
    }

    private static RecordProblem Unclosed(long bytes) =>
        new(RecordRules.MalformedCsv, $"A quoted field is not closed within {bytes} bytes; the rows after it cannot be distinguished.", 0);

    /// <summary>Lets go of the part of a row that is too large and is not at its end yet.</summary>
    private void PassOver()
    {
        shown ??= Window.Span[..ShownOfLarge].ToArray();
        passed += Window.Length;
        Window.Consume(Window.Length);
        scanned = 0;
    }

    private void ReadHeader(ReadOnlySpan<byte> row)
    {
        if (!Utf8.IsValid(row))
        {
            headerProblem = RecordRules.NotUtf8("The header is", row);
            return;
        }

        var rest = row;
        var more = true;
        while (more)
        {
            var quoted = rest.StartsWith("\""u8);
            var start = row.Length - rest.Length;
            if (!TakeField(ref rest, out more))
            {
                headerProblem = new RecordProblem(
                    RecordRules.MalformedCsv, "The header breaks the quoting rules.", row.Length - rest.Length);
                return;
            }

            var returned = quoted ? -1 : field.WrittenSpan.IndexOf((byte)'\r');
            if (returned >= 0)
            {
                // Where rows end with it alone, all of them would pass as one header without rows.
                headerProblem = new RecordProblem(
                    RecordRules.MalformedCsv,
                    "The header holds a carriage return that ends no row; rows end with LF or CR LF. Save the file with such line ends.",
                    start + returned
                );
                return;
            }

            using var name = new Utf8Output(field.Length + 8);
            JsonText.WriteString(name, field.WrittenSpan);
            name.WriteByte((byte)':');
            header!.Add(name.WrittenSpan.ToArray());
        }

        var repeated = header!
            .GroupBy(name => Encoding.UTF8.GetString(name), StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
        {
            headerProblem = new RecordProblem(RecordRules.MalformedCsv, $"The header names {repeated.Key.TrimEnd(':')} twice.", 0);
        }
    }

    private RecordFrame ReadRow(ReadOnlyMemory<byte> row, long offset)
    {
        RecordFrame Bad(RecordProblem problem) => new(row, number, offset, row.Length, problem);

        if (!Utf8.IsValid(row.Span)) return Bad(RecordRules.NotUtf8("The row is", row.Span));
        record.Clear();
        record.WriteByte((byte)'{');
        var rest = row.Span;
        var more = true;
        var count = 0;
        while (more)
        {
            if (!TakeField(ref rest, out more))
            {
                return Bad(
                    new RecordProblem(RecordRules.MalformedCsv, $"Field {count + 1} breaks the quoting rules.", row.Length - rest.Length));
            }

            if (count < header!.Count && field.Length > 0)
            {
                if (record.Length > 1) record.WriteByte((byte)',');
                record.Write(header[count]);
                JsonText.WriteString(record, field.WrittenSpan);
            }

            count++;
        }

        if (count != header!.Count)
        {
            return Bad(new RecordProblem(RecordRules.MalformedCsv, $"The row has {count} fields; the header has {header.Count}.", 0));
        }

        record.WriteByte((byte)'}');
        return new RecordFrame(record.WrittenMemory, number, offset, row.Length, null) { Raw = row };
    }

    /// <summary>Takes one field off the front of a row into <see cref="field"/>. False when it breaks the quoting rules.</summary>
    private bool TakeField(ref ReadOnlySpan<byte> row, out bool more)
    {
        field.Clear();
        more = false;
        if (row.IsEmpty || row[0] != (byte)'"')
        {
            var end = row.IndexOf(separator);
            var value = end < 0 ? row : row[..end];
            if (value.Contains((byte)'"')) return false;
            field.Write(value);
            more = end >= 0;
            row = more ? row[(end + separator.Length)..] : default;
            return true;
        }

        row = row[1..];
        while (true)
        {
            var quote = row.IndexOf((byte)'"');
            if (quote < 0) return false;
            field.Write(row[..quote]);
            row = row[(quote + 1)..];
            if (row.IsEmpty) return true;
            if (row.StartsWith(separator))
            {
                row = row[separator.Length..];
                more = true;
                return true;
            }

            if (row[0] != (byte)'"') return false;
            field.WriteByte((byte)'"');
            row = row[1..];
        }
    }
}
