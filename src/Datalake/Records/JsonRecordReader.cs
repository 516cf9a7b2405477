using Datalake.Json;

namespace Datalake.Records;

/// <summary>
/// Finds the records of a JSON arrival: the elements of an array, or one object a line, or objects written over several lines. It is read by
/// lines when its first or its second line that is not blank is an object of its own, so that one broken line costs one record.
/// </summary>
internal sealed class JsonRecordReader(Stream stream, RecordLimits limits, bool linesOnly) : RecordReader(stream, limits)
{
    private static readonly System.Buffers.SearchValues<byte> ScalarStops = System.Buffers.SearchValues.Create(",] \t\r\n"u8);

    private Layout layout = Layout.Unknown;
    private BalanceScan scan;
    private int scanned;
    private long number;
    private bool needsComma;

    // A record that is too large: what to show of it, and how much of it went by.
    private byte[]? shown;
    private long passed;
    private long shownOffset;

    private enum Layout
    {
        Unknown,
        Lines,
        Values,
        Array,
        Over,
    }

    private protected override Take TryTake(bool ended)
    {
        if (layout == Layout.Unknown && !TryFindLayout(ended)) return ended ? Take.End : Take.NeedMore;
        return layout switch
        {
            Layout.Lines => TakeLine(ended),
            Layout.Values => TakeValue(ended),
            Layout.Array => TakeElement(ended),
            _ => Take.End,
        };
    }

    private protected override bool? HasMore(bool ended)
    {
        if (layout == Layout.Over) return false;
        if (layout != Layout.Lines || !linesOnly) SkipBlanks();

        // In a structured object every line end counts, a blank line too: it stands for a record in quarantine.
        if (Window.Length == 0) return ended ? false : null;
        return layout != Layout.Array || Window.Span[0] != (byte)']';
    }

    private static bool IsObject(ReadOnlySpan<byte> line, int depth)
    {
        var cursor = new JsonCursor(line);
        cursor.SkipWhiteSpace();
        return cursor.Current == (byte)'{' && cursor.SkipValue(depth) && cursor.ExpectEnd();
    }

    /// <summary>Looks at the beginning of the arrival. False when more of it must be in memory first, or when it is empty.</summary>
    private bool TryFindLayout(bool ended)
    {
        if (Window.Length < 3 && !ended) return false;
        if (Window.Span.StartsWith("\uFEFF"u8)) Window.Consume(3);
        if (linesOnly)
        {
            layout = Layout.Lines;
            return true;
        }

        SkipBlanksButLines();
        var text = Window.Span;
        var first = FirstText(text);
        if (first < 0) return false;
        if (text[first] == (byte)'[')
        {
            Window.Consume(first + 1);
            layout = Layout.Array;
            return true;
        }

        // A line that is too long for a record is dealt with by the reading of lines.
        if (text.Length > Limits.RecordBytes)
        {
            layout = Layout.Lines;
            return true;
        }

        if (LineIsObject(text, first, ended, out var next) is not { } firstLine) return false;
        var byLines = firstLine;
        if (!byLines && next < text.Length)
        {
            var second = FirstText(text[next..]);
            if (second < 0 && !ended) return false;
            if (second >= 0)
            {
                if (LineIsObject(text, next + second, ended, out _) is not { } secondLine) return false;
                byLines = secondLine;
            }
        }
        else if (!byLines && ended)
        {
            byLines = true;
        }
        else if (!byLines)
        {
            return false;
        }

        layout = byLines ? Layout.Lines : Layout.Values;
        return true;
    }

    /// <summary>Whether the line that begins at <paramref name="start"/> is an object of its own; null when its end is not in memory.</summary>
    private bool? LineIsObject(ReadOnlySpan<byte> text, int start, bool ended, out int next)
    {
        var length = text[start..].IndexOf((byte)'\n');
        next = length < 0 ? text.Length : start + length + 1;
        if (length < 0 && !ended) return null;
        return IsObject(text[start..(length < 0 ? text.Length : start + length)], Limits.Depth);
    }

    private static int FirstText(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8);

    private void SkipBlanks()
    {
        var first = FirstText(Window.Span);
        Window.Consume(first < 0 ? Window.Length : first);
    }

    /// <summary>Blank lines count as lines, so they are passed over only where the layout does not depend on them.</summary>
    private void SkipBlanksButLines()
    {
        var blanks = FirstText(Window.Span);
        if (blanks <= 0) return;
        var lines = Window.Span[..blanks].Count((byte)'\n');
        number += lines;
        Window.Consume(blanks);
    }

    private Take TakeLine(bool ended)
    {
        while (true)
        {
            var text = Window.Span;
            var length = text[scanned..].IndexOf((byte)'\n');
            if (length < 0 && !ended)
            {
                scanned = text.Length;
                if (text.Length > Limits.RecordBytes) PassOver(text.Length);
                return Take.NeedMore;
            }

            // What a damaged stream leaves of its last record belongs to the damage.
            if (length < 0 && Window.Failure is not null) return Take.End;
            length = length < 0 ? text.Length : scanned + length;
            scanned = 0;
            if (length == 0 && text.Length == 0 && shown is null) return Take.End;
            number++;
            var line = Window.Memory[..length];
            var offset = Window.Offset;
            Window.Consume(Math.Min(length + 1, Window.Length));
            if (shown is not null || length > Limits.RecordBytes) return TooLarge(line, offset);
            if (FirstText(line.Span) < 0) continue;
            Current = new RecordFrame(line, number, offset, length, null);
            return Take.Frame;
        }
    }

    private Take TakeValue(bool ended)
    {
        if (scanned == 0 && shown is null) SkipBlanks();
        var text = Window.Span;
        if (text.Length == 0 && shown is null) return ended ? Take.End : Take.NeedMore;
        if (scanned == 0 && shown is null && text[0] is not ((byte)'{' or (byte)'['))
        {
            // Not the beginning of an object: up to the end of the line is what cannot be read.
            var line = text.IndexOf((byte)'\n');
            if (line < 0 && !ended && text.Length <= Limits.RecordBytes) return Take.NeedMore;
            return Frame(line < 0 ? text.Length : line);
        }

        return TakeBalanced(text, ended);
    }

    private Take TakeElement(bool ended)
    {
        if (scanned == 0 && shown is null)
        {
            SkipBlanks();
            if (Window.Length == 0)
            {
                if (!ended) return Take.NeedMore;
                layout = Layout.Over;
                return Bad(Window.Failure is null ? "The array is not closed. Was the upload cut?" : null, RecordRules.Truncated);
            }

            if (Window.Span[0] == (byte)']')
            {
                Window.Consume(1);
                layout = Layout.Values;
                return TryTake(ended);
            }

            if (needsComma)
            {
                if (Window.Span[0] != (byte)',')
                {
                    layout = Layout.Over;
                    return Bad("A comma or the end of the array was expected; what follows cannot be told apart.", RecordRules.MalformedJson);
                }

                Window.Consume(1);
                needsComma = false;
                return TakeElement(ended);
            }
        }

        var text = Window.Span;
        if (scanned == 0 && shown is null && text[0] is not ((byte)'{' or (byte)'['))
        {
            var stop = ScalarEnd(text);
            if (stop < 0 && !ended && text.Length <= Limits.RecordBytes) return Take.NeedMore;
            needsComma = true;
            return Frame(stop <= 0 ? text.Length : stop);
        }

        var take = TakeBalanced(text, ended);
        if (take == Take.Frame) needsComma = true;
        return take;
    }

    private static int ScalarEnd(ReadOnlySpan<byte> text)
    {
        if (text[0] != (byte)'"') return text.IndexOfAny(ScalarStops);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == (byte)'\\') i++;
            else if (text[i] == (byte)'"') return i + 1;
        }

        return -1;
    }

    private Take TakeBalanced(ReadOnlySpan<byte> text, bool ended)
    {
        if (scanned == 0 && shown is null) scan = default;
        if (scan.Advance(text[scanned..], out var end)) return Frame(scanned + end);
        scanned = text.Length;
        if (!ended)
        {
            if (text.Length > Limits.RecordBytes) PassOver(text.Length);
            return Take.NeedMore;
        }

        if (Window.Failure is not null) return Take.End;
        if (layout == Layout.Array) layout = Layout.Over;
        return Frame(text.Length);
    }

    private Take Frame(int length)
    {
        number++;
        scanned = 0;
        var content = Window.Memory[..length];
        var offset = Window.Offset;
        Window.Consume(length);
        if (shown is not null || length > Limits.RecordBytes) return TooLarge(content, offset);
        Current = new RecordFrame(content, number, offset, length, null);
        return Take.Frame;
    }

    /// <summary>The rest of the arrival, as one frame that cannot be read; nothing where the stream's own failure tells it already.</summary>
    private Take Bad(string? message, string rule)
    {
        if (message is null) return Take.End;
        number++;
        var content = Window.Memory[..Math.Min(Window.Length, ShownBytes)];
        Current = new RecordFrame(content, number, Window.Offset, Window.Length, new RecordProblem(rule, message, 0));
        return Take.Frame;
    }

    /// <summary>Lets go of the part of a record that is too large and is not at its end yet.</summary>
    private void PassOver(int count)
    {
        if (shown is null)
        {
            shown = Window.Span[..Math.Min(count, ShownBytes)].ToArray();
            shownOffset = Window.Offset;
            passed = 0;
        }

        passed += count;
        Window.Consume(count);
        scanned = 0;
    }

    private Take TooLarge(ReadOnlyMemory<byte> rest, long offset)
    {
        var bytes = passed + rest.Length;
        var content = shown ?? rest[..Math.Min(rest.Length, ShownBytes)];
        var problem = new RecordProblem(RecordRules.TooLarge, $"The record has {bytes} bytes; the limit is {Limits.RecordBytes}. Split it, or raise the limit.", 0);
        Current = new RecordFrame(content, number, shown is null ? offset : shownOffset, bytes, problem);
        shown = null;
        passed = 0;
        return Take.Frame;
    }
}
