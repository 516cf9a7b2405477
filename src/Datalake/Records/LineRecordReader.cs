namespace Datalake.Records;

/// <summary>
/// Reads a structured object: one record a line, numbered by the lines. Every line end counts, that of a blank line too: it stands for a
/// record in quarantine.
/// </summary>
internal sealed class LineRecordReader(Stream stream, RecordLimits limits) : RecordReader(stream, null, limits)
{
    private long number;
    private int scanned;
    private byte[]? shown;
    private long passed;

    private protected override bool IsEmptyBatch => false;

    private protected override Take TryTake(bool ended)
    {
        while (true)
        {
            var text = Window.Span;
            var found = text[scanned..].IndexOf((byte)'\n');
            if (found < 0)
            {
                scanned = text.Length;
                if (!ended)
                {
                    if (scanned > Limits.RecordBytes) PassOver();
                    return Take.NeedMore;
                }

                if (scanned + passed == 0) return Take.End;
            }

            if (TryFrame(found < 0 ? scanned : scanned + found, found < 0 ? 0 : 1)) return Take.Frame;
        }
    }

    private protected override bool? HasMore(bool ended) => Window.Length > 0 ? true : ended ? false : null;

    /// <summary>Makes the frame of a line. False where it is blank, which has a number and nothing else.</summary>
    private bool TryFrame(int length, int lineEnd)
    {
        var line = Window.Memory[..length];
        var offset = Window.Offset - passed;
        var bytes = passed + length;
        Window.Consume(length + lineEnd);
        number++;
        var isTooLarge = bytes > Limits.RecordBytes;
        if (isTooLarge) line = shown ?? line[..ShownOfLarge];
        scanned = 0;
        passed = 0;
        shown = null;
        if (!isTooLarge && line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) return false;
        Current = new RecordFrame(line, number, offset, bytes, isTooLarge ? TooLarge(bytes) : null);
        return true;
    }

    /// <summary>Lets go of the part of a line that is too large and is not at its end yet.</summary>
    private void PassOver()
    {
        shown ??= Window.Span[..ShownOfLarge].ToArray();
        passed += Window.Length;
        Window.Consume(Window.Length);
        scanned = 0;
    }
}
