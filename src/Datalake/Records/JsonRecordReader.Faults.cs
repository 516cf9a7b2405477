using Datalake.Json;

namespace Datalake.Records;

/// <content>
/// What cannot be read, and where a record begins behind it: in the same line at the next object that can be read, else at the next line
/// that begins with one and is not indented deeper than the broken one.
/// </content>
internal sealed partial class JsonRecordReader
{
    private bool isGarbage;

    // Whether the fault was seen in the first line of the broken object, and whether the search is in that line still.
    private bool isOneLine;
    private bool inFirstLine;
    private int faultIndent;
    private byte behind;

    private bool IsInArray => levels.Count > 0 ? levels[^1].IsArray : inArray;

    private void BeginFault(bool isGarbage)
    {
        Begin(Mode.Fault);
        this.isGarbage = isGarbage;
        isOneLine = false;
        inFirstLine = isGarbage;
        faultIndent = indent;
        behind = 0;
    }

    /// <summary>The object that begins the window cannot go on at this position.</summary>
    private void BeginFault(int position)
    {
        var text = Window.Span[..position];
        BeginFault(isGarbage: false);
        var line = text.IndexOfAny((byte)'\n', (byte)'\r');
        isOneLine = inFirstLine = line < 0 || text[line..].IndexOfAnyExcept(Blanks) < 0;
        scanned = inFirstLine ? FaultyToken(line < 0 ? text : text[..line]) : line;
        if (levels.Count > 0) isDocumentBroken = true;
        else isArrayBroken = inArray;
    }

    /// <summary>
    /// Where the search for the next record begins: not before the string in front of the first fault of the grammar, which may have begun
    /// with the quote that another one misses.
    /// </summary>
    private int FaultyToken(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        cursor.SkipValue(Limits.Depth);
        var before = text[..Math.Min(cursor.Position, text.Length)];
        var quote = before.LastIndexOf((byte)'"');
        if (quote > 0) quote = before[..quote].LastIndexOf((byte)'"');
        return Math.Max(1, quote);
    }

    private Take? ScanFault(bool ended)
    {
        var text = Window.Span;
        while (scanned < text.Length)
        {
            var found = text[scanned..].IndexOfAny("{\n\r\u001e"u8);
            if (found < 0)
            {
                scanned = text.Length;
                break;
            }

            scanned += found;
            bool? ends = text[scanned] switch
            {
                ObjectScan.RecordSeparator => true,
                (byte)'{' => inFirstLine ? IsRecord(text, ended) : false,
                _ => EndsWithLine(text, ended),
            };
            if (ends is null) return WaitInFault(text, ended);
            if (ends == true) return EndFault(scanned);
            scanned++;
        }

        return WaitInFault(text, ended);
    }

    private Take? WaitInFault(ReadOnlySpan<byte> text, bool ended)
    {
        if (ended) return Window.IsCut ? Take.End : EndFault(text.Length);
        var settled = text[..scanned].LastIndexOfAnyExcept(Blanks) + 1;
        if (settled > 0 && (passed > 0 || settled > Limits.RecordBytes))
        {
            behind = text[settled - 1];
            PassOver(settled);
        }

        return Take.NeedMore;
    }

    private Take EndFault(int end)
    {
        var text = Window.Span[..end];
        var length = text.LastIndexOfAnyExcept(Blanks) + 1;
        scanned = 0;
        return Frame(length, hasLines: text[..length].ContainsAny((byte)'\n', (byte)'\r'));
    }

    /// <summary>
    /// Whether a record begins at the brace at hand, in the line of the fault: a whole object that the text around it does not show to be
    /// part of another one. Null when that is not known yet.
    /// </summary>
    private bool? IsRecord(ReadOnlySpan<byte> text, bool ended)
    {
        var previous = text[..scanned].LastIndexOfAnyExcept(Blanks) is var at and >= 0 ? text[at] : behind;
        if (previous is (byte)':' or (byte)'[') return false;
        var rest = text[scanned..];
        var isWhole = rest.Length > Limits.RecordBytes;
        if (isWhole) rest = rest[..Limits.RecordBytes];
        var inside = rest[1..].IndexOfAnyExcept(Blanks);
        if (inside >= 0 && rest[1 + inside] != (byte)'"') return false;
        var cursor = new JsonCursor(rest);
        if (!cursor.SkipValue(Limits.Depth)) return cursor.Fault == JsonFault.Truncated && !isWhole && !ended ? null : false;

        var next = rest[cursor.Position..].IndexOfAnyExcept(Blanks);
        if (next < 0) return isWhole || ended ? true : null;
        var follower = rest[cursor.Position + next];
        return follower is not ((byte)'}' or (byte)':') && (IsInArray || follower is not ((byte)',' or (byte)']'));
    }

    /// <summary>Whether the fault ends with the line that ends here. Null when the next line is not known yet.</summary>
    private bool? EndsWithLine(ReadOnlySpan<byte> text, bool ended)
    {
        if (isGarbage && faultIndent == 0) return true;
        var start = text[scanned..].IndexOfAnyExcept(Blanks);
        if (start < 0)
        {
            if (text.Length - scanned > Limits.RecordBytes) return true;
            if (!ended) return null;
            scanned = text.Length - 1;
            return false;
        }

        if (start > Limits.RecordBytes) return true;
        inFirstLine = false;
        var line = text[(scanned + start)..];
        var lineIndent = start - 1 - text.Slice(scanned, start).LastIndexOfAny((byte)'\n', (byte)'\r');
        var isOuter = lineIndent <= faultIndent;
        switch (line[0])
        {
            case (byte)'{' or (byte)'[' when isOuter || isOneLine:
                if (levels.Count > 0 && lineIndent <= documentIndent) levels.Clear();
                return true;
            case (byte)']' when isOuter && IsInArray:
                return true;
            case (byte)'}' when isOuter:
                return BeginsBehindBrace(line, ended, ref start);
            case (byte)'}' or (byte)']' or (byte)'{' or (byte)'[':
            case (byte)'"' when !isOneLine:
                break;
            default:
                if (isOuter && (isOneLine || lineIndent == 0)) return true;
                break;
        }

        // The search goes on behind the blanks; a brace that begins this line is none of a record.
        scanned += start;
        return false;
    }

    /// <summary>Elements of an array may share lines with the braces around them: <c>}, {</c>.</summary>
    private bool? BeginsBehindBrace(ReadOnlySpan<byte> line, bool ended, ref int start)
    {
        var hasComma = false;
        for (var i = 1; i < line.Length && i < Limits.RecordBytes; i++)
        {
            switch (line[i])
            {
                case (byte)' ' or (byte)'\t':
                    break;
                case (byte)',' when IsInArray && !hasComma:
                    hasComma = true;
                    break;
                case (byte)'{':
                    scanned += start + i;
                    return true;
                default:
                    scanned += start;
                    return false;
            }
        }

        if (!ended && line.Length < Limits.RecordBytes) return null;
        scanned += start;
        return false;
    }
}
