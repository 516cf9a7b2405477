using System.Text;
using System.Text.Unicode;
using Datalake.Json;

namespace Datalake.Records;

/// <summary>
/// Reads the rows of a CSV arrival (RFC 4180: quotes, doubled quotes, separators and line ends inside quotes) as JSON objects whose keys are the
/// header's names and whose values are strings. An empty field is absent: its key is left out. A row that does not fit the header is a problem of its own.
/// </summary>
internal sealed class CsvRecordReader(Stream stream, RecordLimits limits, char delimiter) : RecordReader(stream, limits)
{
    private readonly byte separator = (byte)delimiter;
    private readonly Utf8Output record = new(1024);
    private readonly Utf8Output field = new(256);
    private List<byte[]>? header;
    private RecordProblem? headerProblem;
    private bool begun;
    private long number;

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
            var text = Window.Span;
            if (text.Length == 0 && ended) return Take.End;
            if (!FindRowEnd(text, ended, out var length, out var next))
            {
                if (!ended && text.Length <= Limits.RecordBytes) return Take.NeedMore;
                if (Window.Failure is not null) return Take.End;
                return Unclosed(text.Length);
            }

            var row = Window.Memory[..length];
            var offset = Window.Offset;
            Window.Consume(next);
            if (length == 0) continue;
            if (header is null)
            {
                ReadHeader(row.Span);
                if (headerProblem is null) continue;
            }

            number++;
            Current = length > Limits.RecordBytes
                ? new RecordFrame(row[..Math.Min(length, ShownBytes)], number, offset, length, new RecordProblem(RecordRules.TooLarge, $"The row has {length} bytes; the limit is {Limits.RecordBytes}.", 0))
                : ReadRow(row, offset);
            return Take.Frame;
        }
    }

    private protected override bool? HasMore(bool ended)
    {
        var lineEnds = Window.Span.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        Window.Consume(lineEnds < 0 ? Window.Length : lineEnds);
        return Window.Length > 0 ? true : ended ? false : null;
    }

    /// <summary>Finds the line end behind a row, passing over those in quotes. False when the row is not closed in memory.</summary>
    private static bool FindRowEnd(ReadOnlySpan<byte> text, bool ended, out int length, out int next)
    {
        var quoted = false;
        var position = 0;
        while (true)
        {
            var found = quoted ? text[position..].IndexOf((byte)'"') : text[position..].IndexOfAny((byte)'"', (byte)'\n');
            if (found < 0)
            {
                length = next = text.Length;
                return ended && !quoted;
            }

            position += found;
            if (text[position++] == (byte)'"')
            {
                quoted = !quoted;
                continue;
            }

            next = position;
            length = position - 1;
            if (length > 0 && text[length - 1] == (byte)'\r') length--;
            return true;
        }
    }

    private Take Unclosed(int length)
    {
        number++;
        var content = Window.Memory[..Math.Min(length, ShownBytes)];
        var problem = new RecordProblem(RecordRules.MalformedCsv, $"A quoted field is not closed within {length} bytes; the rows behind it cannot be told apart.", 0);
        Current = new RecordFrame(content, number, Window.Offset, length, problem);
        Window.Consume(length);
        return Take.Frame;
    }

    private void ReadHeader(ReadOnlySpan<byte> row)
    {
        header = [];
        if (!Utf8.IsValid(row))
        {
            headerProblem = new RecordProblem(RecordRules.InvalidUtf8, "The header is not UTF-8.", Utf8Check.FirstInvalid(row));
            return;
        }

        var rest = row;
        var more = true;
        while (more)
        {
            if (!TakeField(ref rest, out more))
            {
                headerProblem = new RecordProblem(RecordRules.MalformedCsv, "The header breaks the quoting rules.", row.Length - rest.Length);
                return;
            }

            using var name = new Utf8Output(field.Length + 8);
            JsonText.WriteString(name, field.WrittenSpan);
            name.WriteByte((byte)':');
            header.Add(name.WrittenSpan.ToArray());
        }

        var repeated = header.GroupBy(name => Encoding.UTF8.GetString(name), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
        {
            headerProblem = new RecordProblem(RecordRules.MalformedCsv, $"The header names {repeated.Key.TrimEnd(':')} twice.", 0);
        }
    }

    private RecordFrame ReadRow(ReadOnlyMemory<byte> row, long offset)
    {
        RecordFrame Bad(RecordProblem problem) => new(row, number, offset, row.Length, problem);

        if (headerProblem is not null) return Bad(headerProblem);
        if (!Utf8.IsValid(row.Span)) return Bad(new RecordProblem(RecordRules.InvalidUtf8, "The row is not UTF-8.", Utf8Check.FirstInvalid(row.Span)));
        record.Clear();
        record.WriteByte((byte)'{');
        var rest = row.Span;
        var more = true;
        var count = 0;
        while (more)
        {
            if (!TakeField(ref rest, out more))
            {
                return Bad(new RecordProblem(RecordRules.MalformedCsv, $"Field {count + 1} breaks the quoting rules.", row.Length - rest.Length));
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
            row = more ? row[(end + 1)..] : default;
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
            if (row[0] == separator)
            {
                row = row[1..];
                more = true;
                return true;
            }

            if (row[0] != (byte)'"') return false;
            field.WriteByte((byte)'"');
            row = row[1..];
        }
    }
}
