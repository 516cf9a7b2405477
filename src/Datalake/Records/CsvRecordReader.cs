using System.Text;
using System.Text.Unicode;
using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Records;

/// <summary>
/// Reads the rows of a CSV arrival (RFC 4180: quotes, doubled quotes, separators and line ends inside quotes) as JSON objects whose keys
/// are the names of the columns and whose values are strings. An empty field is absent: its key is omitted. A row that does not fit the
/// header is a problem of its own; a header that cannot be read is the only problem of its arrival.
/// </summary>
internal sealed class CsvRecordReader : RecordReader
{
    private readonly CsvFormat csv;
    private readonly CsvRowScan rows;
    private readonly CsvFieldReader fields;
    private readonly Utf8Output record = new(1024);
    private CsvHeader? header;
    private bool hasFailed;
    private bool begun;
    private int linesToSkip;
    private long number;
    private int scanned;

    // A row that is too large: what to show of it, and how much of it went by.
    private byte[]? shown;
    private long passed;

    public CsvRecordReader(Stream stream, RawFormat format, RecordLimits limits)
        : base(stream, format, limits)
    {
        csv = format.Csv;
        rows = new CsvRowScan(csv);
        fields = new CsvFieldReader(csv);
        linesToSkip = csv.SkipLines;
        if (csv.Names is not null) header = CsvHeader.Create(csv.Names);
    }

    public override void Dispose()
    {
        record.Dispose();
        fields.Dispose();
        base.Dispose();
    }

    /// <summary>How many fields a row has; 0 before the header is read.</summary>
    internal int ColumnCount => header?.Columns.Count ?? 0;

    private protected override bool IsEmptyBatch => csv.HasHeader && header is not null;

    private protected override Take TryTake(bool ended)
    {
        if (hasFailed) return Take.End;
        if (!begun)
        {
            if (Window.Length < 3 && !ended) return Take.NeedMore;
            if (Window.Span.StartsWith("\uFEFF"u8)) Window.Consume(3);
            begun = true;
        }

        if (linesToSkip > 0 && !TrySkipLines()) return ended ? Take.End : Take.NeedMore;
        while (true)
        {
            if (Window.Length == 0 && passed == 0 && ended) return Take.End;
            var found = rows.Advance(Window.Span[scanned..], out var next);
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
        if (hasFailed) return false;
        var lineEnds = Window.Span.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        Window.Consume(lineEnds < 0 ? Window.Length : lineEnds);
        return Window.Length > 0 ? true : ended ? false : null;
    }

    private bool TrySkipLines()
    {
        while (linesToSkip > 0 && Window.Length > 0)
        {
            var end = Window.Span.IndexOf((byte)'\n');
            Window.Consume(end < 0 ? Window.Length : end + 1);
            if (end >= 0) linesToSkip--;
        }

        return linesToSkip == 0;
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
        rows.Reset();
        scanned = 0;
        passed = 0;
        shown = null;
        if (row.Length == 0) return false;
        if (header is null)
        {
            problem ??= ReadHeader(row.Span);
            if (problem is null) return false;
            hasFailed = true;
        }

        number++;
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

    private RecordProblem? ReadHeader(ReadOnlySpan<byte> row)
    {
        if (!Utf8.IsValid(row)) return NotUtf8("The header is", row);
        var rest = row;
        var more = true;
        var names = new List<string>();
        while (more)
        {
            var start = row.Length - rest.Length;
            if (!fields.TryTake(ref rest, out more))
                return new RecordProblem(
                    RecordRules.MalformedCsv, "The header breaks the quoting rules, so no row can be read.", row.Length - rest.Length);

            var returned = fields.IsQuoted ? -1 : fields.Field.IndexOf((byte)'\r');
            if (returned >= 0)
            {
                // Where rows end with it alone, all of them would pass as one header without rows.
                return new RecordProblem(
                    RecordRules.MalformedCsv,
                    "The header holds a carriage return that ends no row; rows end with LF or CR LF. Save the file with such line ends.",
                    start + returned
                );
            }

            names.Add(Encoding.UTF8.GetString(fields.Field));
        }

        if (csv.HasHeader && CsvHeader.Check(names, csv) is { } unknown) return unknown;
        header = CsvHeader.Create(names);
        return null;
    }

    private RecordFrame ReadRow(ReadOnlyMemory<byte> row, long offset)
    {
        RecordFrame Bad(RecordProblem problem) => new(row, number, offset, row.Length, problem);

        if (!Utf8.IsValid(row.Span)) return Bad(NotUtf8("The row is", row.Span));
        var columns = header!.Columns;
        record.Clear();
        record.WriteByte((byte)'{');
        var rest = row.Span;
        var more = true;
        var count = 0;
        while (more)
        {
            if (!fields.TryTake(ref rest, out more))
            {
                return Bad(
                    new RecordProblem(RecordRules.MalformedCsv, $"Field {count + 1} breaks the quoting rules.", row.Length - rest.Length));
            }

            if (count < columns.Count && fields.Field.Length > 0)
            {
                if (record.Length > 1) record.WriteByte((byte)',');
                record.Write(columns[count]);
                JsonText.WriteString(record, fields.Field);
            }

            count++;
        }

        if (count < header.Needed || count > columns.Count)
        {
            return Bad(new RecordProblem(RecordRules.MalformedCsv, $"The row has {count} fields; the header has {columns.Count}.", 0));
        }

        record.WriteByte((byte)'}');
        return new RecordFrame(record.WrittenMemory, number, offset, row.Length, null) { Raw = row };
    }

    private static RecordProblem NotUtf8(string subject, ReadOnlySpan<byte> text)
    {
        var problem = RecordRules.NotUtf8(subject, text);
        return problem with { Message = problem.Message + " If the files have another encoding, set raw.csv.encoding: latin1, windows-1252 or utf-16." };
    }
}
