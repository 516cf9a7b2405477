using Datalake.Json;

namespace Datalake.Records;

/// <content>How the arrival is laid out, found from its beginning.</content>
internal sealed partial class JsonRecordReader
{
    private bool begun;

    private enum Layout
    {
        Unknown,

        /// <summary>One record a line: a broken line costs one record.</summary>
        Lines,

        /// <summary>Values one after the other, over as many lines as they like.</summary>
        Values,

        /// <summary>The elements of an array.</summary>
        Array,

        /// <summary>Nothing that is left can be a record.</summary>
        Over,
    }

    /// <summary>False when more of the arrival must be in memory first, or when it is empty.</summary>
    private bool TryFindLayout(bool ended)
    {
        if (!begun)
        {
            if (Window.Length < 3 && !ended) return false;
            if (Window.Span.StartsWith("\uFEFF"u8)) Window.Consume(3);
            begun = true;
        }

        if (linesOnly)
        {
            layout = Layout.Lines;
            return true;
        }

        SkipBlanks();
        var text = Window.Span;
        if (text.IsEmpty) return false;
        if (text[0] == (byte)'[')
        {
            Window.Consume(1);
            layout = Layout.Array;
        }
        else
        {
            if (LayoutOf(text, ended) is not { } found) return false;
            layout = found;
        }

        if (layout != Layout.Lines) number = 0;
        return true;
    }

    /// <summary>
    /// By lines when the first or the second line is an object of its own, unless the second is only part of one that the first begins.
    /// Null when that is not known yet. No more is looked at than one record may have; what is not known then is read by lines.
    /// </summary>
    private Layout? LayoutOf(ReadOnlySpan<byte> text, bool ended)
    {
        var cut = text.Length > Limits.RecordBytes;
        Layout? open = cut || ended ? Layout.Lines : null;
        if (cut)
        {
            text = text[..Limits.RecordBytes];
            ended = false;
        }

        if (!TryFindLine(text, 0, ended, out var end)) return open;
        if (IsObject(text[..end])) return Layout.Lines;
        var blanks = FirstText(text[end..]);
        if (blanks < 0) return open;
        var second = end + blanks;
        if (!TryFindLine(text, second, ended, out end)) return open;
        if (!IsObject(text[second..end])) return Layout.Values;

        var cursor = new JsonCursor(text);
        if (cursor.Current == (byte)'{' && cursor.SkipValue(Limits.Depth)) return Layout.Values;
        return cursor.Fault == JsonFault.Truncated ? open : Layout.Lines;
    }

    private static bool TryFindLine(ReadOnlySpan<byte> text, int start, bool ended, out int end)
    {
        var length = text[start..].IndexOf((byte)'\n');
        end = length < 0 ? text.Length : start + length;
        return length >= 0 || ended;
    }

    private bool IsObject(ReadOnlySpan<byte> line)
    {
        var cursor = new JsonCursor(line);
        return cursor.Current == (byte)'{' && cursor.SkipValue(Limits.Depth) && cursor.ExpectEnd();
    }
}
