using System.Buffers;

namespace Datalake.Records;

/// <summary>
/// Finds the records of a JSON arrival: the elements of an array, or one object a line, or objects written over several lines. What is
/// found depends on the bytes alone, never on the pieces a stream hands them out in.
/// </summary>
internal sealed partial class JsonRecordReader(Stream stream, RecordLimits limits, bool linesOnly) : RecordReader(stream, limits)
{
    private static readonly SearchValues<byte> WordStops = SearchValues.Create(",] \t\r\n"u8);

    private Layout layout = Layout.Unknown;
    private long number;
    private bool needsComma;
    private bool isBatch;

    // The frame that is being looked for: what ends it, and how much of the window was searched for that.
    private Extent extent;
    private BalanceScan scan;
    private int scanned;

    // A frame that is too large: what to show of it, and how much of it went by.
    private byte[]? shown;
    private long passed;

    private enum Extent
    {
        None,

        /// <summary>Up to the line's end.</summary>
        Line,

        /// <summary>An object, array or string, up to where it closes.</summary>
        Value,

        /// <summary>An array's element that is none of these, up to a comma, bracket or blank.</summary>
        Word,

        /// <summary>All that is left, because no record in it can be distinguished.</summary>
        Rest,
    }

    private protected override bool IsEmptyBatch => isBatch;

    private protected override Take TryTake(bool ended)
    {
        if (layout == Layout.Unknown && !TryFindLayout(ended)) return ended ? Take.End : Take.NeedMore;
        while (true)
        {
            if (extent == Extent.None && Begin(ended) is { } take) return take;
            if (!TryFindEnd(ended, out var length, out take)) return take;
            if (TryFrame(length)) return Take.Frame;
        }
    }

    private protected override bool? HasMore(bool ended)
    {
        if (layout == Layout.Over) return false;

        // In a structured object every line end counts, a blank line too: it stands for a record in quarantine.
        if (!linesOnly) SkipBlanks();
        if (layout == Layout.Array && Window.Length > 0 && Window.Span[0] == (byte)']')
        {
            Window.Consume(1);
            layout = Layout.Values;
            SkipBlanks();
        }

        if (Window.Length > 0) return true;
        if (!ended) return null;

        // An array that is not closed has one more frame, which says so.
        return layout == Layout.Array;
    }

    private static int FirstText(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8);

    /// <summary>Passes over white space; where records are numbered by lines, its lines count.</summary>
    private void SkipBlanks()
    {
        var blanks = FirstText(Window.Span);
        if (blanks == 0) return;
        if (blanks < 0) blanks = Window.Length;
        if (layout is Layout.Lines or Layout.Unknown) number += Window.Span[..blanks].Count((byte)'\n');
        Window.Consume(blanks);
    }

    /// <summary>
    /// Moves to where the next frame begins and says what will end it; a result means that there is none to look for now.
    /// </summary>
    private Take? Begin(bool ended)
    {
        if (layout == Layout.Array) return BeginElement(ended);
        if (layout == Layout.Over) return Take.End;
        if (layout == Layout.Values) SkipBlanks();
        if (Window.Length == 0) return ended ? Take.End : Take.NeedMore;
        return Begin(layout == Layout.Values && Window.Span[0] is (byte)'{' or (byte)'[' ? Extent.Value : Extent.Line);
    }

    private Take? BeginElement(bool ended)
    {
        while (true)
        {
            SkipBlanks();
            if (Window.Length == 0)
            {
                if (!ended) return Take.NeedMore;
                layout = Layout.Over;
                return !Window.IsCut ? Bad(0, RecordRules.Truncated, "The array is not closed. Was the upload cut?") : Take.End;
            }

            switch (Window.Span[0])
            {
                case (byte)']':
                    Window.Consume(1);
                    layout = Layout.Values;
                    isBatch = true;
                    return Begin(ended);
                case (byte)',' when !needsComma:
                    return Bad(1, RecordRules.MalformedJson, "A comma stands in the array where a record should.");
                case (byte)',':
                    Window.Consume(1);
                    needsComma = false;
                    continue;
                case var first:
                    return Begin(needsComma ? Extent.Rest : first is (byte)'{' or (byte)'[' or (byte)'"' ? Extent.Value : Extent.Word);
            }
        }
    }

    private Take? Begin(Extent next)
    {
        extent = next;
        scan = default;
        return null;
    }

    /// <summary>
    /// Finds how long the frame that begins the window is. False when that is not known yet, or when a damaged stream ended inside it.
    /// </summary>
    private bool TryFindEnd(bool ended, out int length, out Take take)
    {
        var text = Window.Span;
        var fresh = text[scanned..];
        var found = extent switch
        {
            Extent.Line => fresh.IndexOf((byte)'\n'),
            Extent.Word => fresh.IndexOfAny(WordStops),
            Extent.Value => scan.Advance(fresh, out var end) ? end : -1,
            _ => -1,
        };
        take = Take.NeedMore;
        length = scanned + found;
        if (found >= 0) return true;

        scanned = length = text.Length;
        if (!ended)
        {
            if (text.Length > Limits.RecordBytes) PassOver();
            return false;
        }

        // What a damaged stream leaves of its last record belongs to the damage.
        take = Take.End;
        if (Window.IsCut) return false;
        if (layout == Layout.Array) layout = Layout.Over;
        return true;
    }

    /// <summary>Makes the frame. False where it is a blank line, which has a number and nothing else.</summary>
    private bool TryFrame(int length)
    {
        var content = Window.Memory[..length];
        var offset = Window.Offset - passed;
        Window.Consume(extent == Extent.Line && length < Window.Length ? length + 1 : length);
        number++;
        var bytes = passed + length;
        var problem = ProblemOf(bytes);
        if (problem is null && layout == Layout.Lines && FirstText(content.Span) < 0)
        {
            Reset();
            return false;
        }

        if (bytes > Limits.RecordBytes) content = shown ?? content[..ShownOfLarge];
        Current = new RecordFrame(content, number, offset, bytes, problem);
        needsComma = true;
        if (extent == Extent.Rest) layout = Layout.Over;
        Reset();
        return true;
    }

    private void Reset()
    {
        extent = Extent.None;
        scanned = 0;
        shown = null;
        passed = 0;
    }

    private RecordProblem? ProblemOf(long bytes)
    {
        if (extent == Extent.Rest)
            return new RecordProblem(
                RecordRules.MalformedJson, "A comma or the end of the array was expected; what follows cannot be distinguished.", 0);
        return bytes > Limits.RecordBytes ? TooLarge(bytes) : null;
    }

    /// <summary>A frame for what stands where a record should be.</summary>
    private Take Bad(int length, string rule, string message)
    {
        number++;
        Current = new RecordFrame(Window.Memory[..length], number, Window.Offset, length, new RecordProblem(rule, message, 0));
        Window.Consume(length);
        return Take.Frame;
    }

    /// <summary>Lets go of the part of a frame that is too large and is not at its end yet.</summary>
    private void PassOver()
    {
        shown ??= Window.Span[..ShownOfLarge].ToArray();
        passed += Window.Length;
        Window.Consume(Window.Length);
        scanned = 0;
    }
}
