using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Records;

/// <summary>
/// Finds the records of a JSON arrival: objects one after the other with any white space or none between them, and the elements of arrays.
/// What is found depends on the bytes alone, never on the pieces a stream hands them out in.
/// </summary>
/// <param name="stream">The arrival.</param>
/// <param name="format">How it is written.</param>
/// <param name="limits">The limits in force.</param>
internal sealed partial class JsonRecordReader(Stream stream, RawFormat format, RecordLimits limits) : RecordReader(stream, format, limits)
{
    private readonly FieldPath? records = format.Records;
    private Mode mode;
    private bool inArray;
    private int arrayIndent;
    private bool isArrayBroken;
    private bool needsComma;
    private bool isBehindValue;
    private bool isBatch;

    // Records are numbered by their lines as long as each has a line of its own.
    private long number;
    private bool byLines = true;
    private bool hasFrames;
    private long lineEnds;

    // How far the line at hand is indented, and whether nothing but that was on it so far.
    private int indent;
    private bool atLineStart = true;

    private ObjectScan objects;
    private ValueScan values;
    private int scanned;

    // Why a frame cannot be read, where its text alone does not say it.
    private RecordProblem? problem;

    // A frame that is too large: what to show of it, and how much of it went by.
    private byte[]? shown;
    private long passed;

    private enum Mode
    {
        /// <summary>Where a record may begin.</summary>
        Between,

        /// <summary>In an object that is a record.</summary>
        Object,

        /// <summary>In a value that is none.</summary>
        Value,

        /// <summary>In a value that is not read.</summary>
        Skipped,

        /// <summary>Behind the beginning of what cannot be read, up to where a record begins.</summary>
        Fault,
    }

    private protected override bool IsEmptyBatch => isBatch;

    /// <summary>Bytes of an object that are looked at before it counts as too large.</summary>
    private int Bound => (Limits.RecordBytes / ObjectScan.BlockBytes + 1) * ObjectScan.BlockBytes;

    private protected override Take TryTake(bool ended)
    {
        while (true)
        {
            var take = mode switch
            {
                Mode.Between => Begin(ended),
                Mode.Object => ScanObject(ended),
                Mode.Value => ScanValue(ended),
                Mode.Skipped => SkipValue(ended),
                _ => ScanFault(ended),
            };
            if (take is { } found) return found;
        }
    }

    private protected override bool? HasMore(bool ended)
    {
        if (records is not null) return true;
        while (true)
        {
            if (!SkipSeparators(ended)) return null;
            if (!inArray || Window.Length == 0 || Window.Span[0] != (byte)']') break;
            CloseArray();
        }

        if (Window.Length > 0) return true;
        if (!ended) return null;

        // An array that is not closed has one more frame, which says so.
        return inArray && !isArrayBroken;
    }

    /// <summary>Passes over what may stand between records. False when it is not all in memory yet.</summary>
    private bool SkipSeparators(bool ended)
    {
        while (true)
        {
            var text = Window.Span;
            var count = text.IndexOfAnyExcept(" \t\r\n\u001e"u8);
            if (count < 0) count = text.Length;
            if (count > 0)
            {
                var blanks = text[..count];
                var line = blanks.LastIndexOfAny((byte)'\n', (byte)'\r');
                lineEnds += line < 0 ? 0 : blanks.Count((byte)'\n');
                if (line >= 0) indent = count - line - 1;
                else if (atLineStart) indent += count;
                atLineStart |= line >= 0;
                Window.Consume(count);
                text = text[count..];
            }

            // A byte order mark stands where files were put together.
            if (text.IsEmpty || text[0] != 0xef) return true;
            if (text.Length < 3 && !ended) return false;
            if (!text.StartsWith("\uFEFF"u8)) return true;
            Window.Consume(3);
        }
    }

    /// <summary>Moves to where the next frame begins; a result means that there is none to look for now.</summary>
    private Take? Begin(bool ended)
    {
        if (!SkipSeparators(ended)) return Take.NeedMore;
        if (Window.Length == 0) return ended ? AtEnd() : Take.NeedMore;
        if (levels.Count > 0) return BeginInDocument(ended);
        switch (Window.Span[0])
        {
            case (byte)'{' when records is not null:
                return BeginDocument();
            case (byte)'{':
                // A line that began an array and broke off is the entry of its value; that the array is not closed is no other fault.
                isArrayBroken |= inArray && needsComma && isBehindValue;
                return Begin(Mode.Object);
            case (byte)'[' when !inArray || (isArrayBroken && atLineStart && indent <= arrayIndent):
                (inArray, isArrayBroken, needsComma, arrayIndent) = (true, false, false, indent);
                return Pass(1);
            case (byte)']' when inArray:
                CloseArray();
                return null;
            case (byte)',' when inArray && needsComma:
                needsComma = false;
                return Pass(1);
            case (byte)',' when inArray:
                return Bad(1, RecordRules.MalformedJson, "A comma stands in the array where a record should.");
            default:
                if (inArray) return Begin(Mode.Value);
                BeginFault(isGarbage: true);
                return null;
        }
    }

    private Take? Begin(Mode next)
    {
        mode = next;
        objects = default;
        values = default;
        scanned = 0;
        return null;
    }

    private Take? Pass(int count)
    {
        Window.Consume(count);
        atLineStart = false;
        return null;
    }

    private void CloseArray()
    {
        Pass(1);
        inArray = false;
        isBatch = true;
    }

    private Take AtEnd()
    {
        if (Window.IsCut) return Take.End;
        if (levels.Count > 0)
        {
            levels.Clear();
            inArray = false;
            if (!isDocumentBroken) return Bad(0, RecordRules.Truncated, "The document is not closed. Was the upload cut?");
        }

        if (!inArray) return Take.End;
        inArray = false;
        return isArrayBroken ? Take.End : Bad(0, RecordRules.Truncated, "The array is not closed. Was the upload cut?");
    }

    private Take? ScanObject(bool ended)
    {
        var text = Window.Span;
        var isBounded = passed == 0 && text.Length >= Bound;
        if (isBounded) text = text[..Bound];
        switch (objects.Advance(text, Limits.Depth, out var position))
        {
            case ObjectEnd.Closed when levels.Count > 0 && passed == 0 && !IsObject(text[..position]):
                // A brace of the document around it may have closed it.
                BeginFault(position);
                return null;
            case ObjectEnd.Closed:
                return Frame(position, objects.HasLines);
            case ObjectEnd.TooDeep:
                if (IsBegun(text[..position])) objects.EndOnly = true;
                else BeginFault(position);
                return null;
            case ObjectEnd.Broken when objects.EndOnly:
                isArrayBroken = inArray;
                return Frame(position, objects.HasLines);
            case ObjectEnd.Broken:
                BeginFault(position);
                return null;
        }

        if (isBounded || passed > 0)
        {
            if (!objects.EndOnly && !IsBegun(text))
            {
                BeginFault(text.Length);
                return null;
            }

            objects.EndOnly = true;
            PassOver(objects.Scanned);
            objects.Forget();
            if (isBounded) return null;
        }

        if (!ended) return Take.NeedMore;

        // What a damaged stream leaves of its last record belongs to the damage.
        if (Window.IsCut) return Take.End;
        if (objects.EndOnly) return Frame(Window.Length, objects.HasLines);
        BeginFault(text.Length);
        return null;
    }

    /// <summary>True when a text is the beginning of an object, which only misses its end.</summary>
    private bool IsBegun(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        return !cursor.SkipValue(Limits.Depth) && cursor.Fault is JsonFault.Truncated or JsonFault.TooDeep;
    }

    private bool IsObject(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        return (cursor.SkipValue(Limits.Depth) && cursor.AtEnd) || cursor.Fault == JsonFault.TooDeep;
    }

    private Take? ScanValue(bool ended)
    {
        var text = Window.Span;
        var isOver = values.Advance(text[scanned..], out var end);
        end += scanned;
        if (!isOver)
        {
            scanned = text.Length;
            if (!ended)
            {
                if (scanned > Limits.RecordBytes) PassOver(text.LastIndexOfAnyExcept(Blanks) + 1);
                return Take.NeedMore;
            }

            if (Window.IsCut) return Take.End;
        }

        scanned = 0;
        if (levels.Count > 0) isDocumentBroken |= values.IsBroken;
        else isArrayBroken |= values.IsBroken;
        var count = text[..end].LastIndexOfAnyExcept(Blanks) + 1;
        var take = Frame(count, hasLines: text[..count].Contains((byte)'\n'));
        isBehindValue = true;
        return take;
    }

    /// <summary>Makes the frame of what is at the front of the window.</summary>
    private Take Frame(int length, bool hasLines)
    {
        var content = Window.Memory[..length];
        var offset = Window.Offset - passed;
        var bytes = passed + length;
        var isTooLarge = bytes > Limits.RecordBytes;
        if (isTooLarge) content = shown ?? content[..ShownOfLarge];
        if (hasLines) indent = IndentOfLastLine(Window.Span[..length]);
        Current = new RecordFrame(content, NextNumber(hasLines), offset, bytes, isTooLarge ? TooLarge(bytes) : problem);
        Pass(length);
        needsComma = true;
        isBehindValue = false;
        mode = Mode.Between;
        shown = null;
        passed = 0;
        problem = null;
        return Take.Frame;
    }

    /// <summary>A frame for what stands where a record should be.</summary>
    private Take Bad(int length, string rule, string message)
    {
        Current = new RecordFrame(
            Window.Memory[..length], NextNumber(hasLines: false), Window.Offset, length, new RecordProblem(rule, message, 0));
        Pass(length);
        return Take.Frame;
    }

    private long NextNumber(bool hasLines)
    {
        byLines = byLines && !inArray && !hasLines && records is null && (lineEnds > 0 || !hasFrames);
        if (byLines) number += hasFrames ? lineEnds - 1 : lineEnds;
        hasFrames = true;
        lineEnds = 0;
        return ++number;
    }

    /// <summary>Lets go of the part of a frame that is too large and is not at its end yet.</summary>
    private void PassOver(int count)
    {
        if (count == 0) return;
        shown ??= Window.Span[..ShownOfLarge].ToArray();
        passed += count;
        Window.Consume(count);
        scanned = Math.Max(0, scanned - count);
    }

    private static int IndentOfLastLine(ReadOnlySpan<byte> text)
    {
        var line = text[(text.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        var blanks = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return blanks < 0 ? line.Length : blanks;
    }

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;
}
