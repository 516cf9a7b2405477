using System.Buffers;

namespace Datalake.Records;

/// <summary>
/// Finds where a value of any kind ends inside an array or object, over text that comes in pieces. The grammar is not checked.
/// </summary>
internal struct ValueScan
{
    private static readonly SearchValues<byte> Stops = SearchValues.Create("{}[]\",\n\r\u001e"u8);
    private static readonly SearchValues<byte> StringStops = SearchValues.Create("\"\\\n\r\u001e"u8);

    private int depth;
    private bool begun;
    private bool inString;
    private bool escaped;

    /// <summary>True when the value ended because it cannot go on.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Looks at the next piece.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="end">First byte behind the value, when it ends in this piece.</param>
    /// <returns>True when it ends in this piece.</returns>
    public bool Advance(ReadOnlySpan<byte> text, out int end)
    {
        for (end = 0; end < text.Length;)
        {
            if (escaped)
            {
                escaped = false;
                end++;
                continue;
            }

            var found = text[end..].IndexOfAny(inString ? StringStops : Stops);
            if (found != 0) begun = true;
            end = found < 0 ? text.Length : end + found;
            if (found < 0) return false;
            if (Ends(text[end], out var taken))
            {
                end += taken;
                return true;
            }

            begun = true;
            end++;
        }

        return false;
    }

    /// <summary>Takes a byte. True when the value ends before or behind it.</summary>
    private bool Ends(byte stop, out int taken)
    {
        taken = 0;
        switch (stop)
        {
            case ObjectScan.RecordSeparator:
                return IsBroken = true;
            case (byte)'\n' or (byte)'\r':
                IsBroken = inString;
                return inString || depth == 0;
            case (byte)'\\' when inString:
                escaped = true;
                return false;
            case (byte)'"':
                inString = !inString;
                taken = 1;
                return !inString && depth == 0;
            case (byte)',' or (byte)'}' or (byte)']' when depth == 0:
                // What cannot begin a value is taken alone, so that the reading goes on.
                taken = begun ? 0 : 1;
                return true;
            case (byte)',':
                return false;
            case (byte)'{' or (byte)'[':
                if (depth == 0 && begun) return true;
                depth++;
                return false;
            default:
                taken = 1;
                return --depth == 0;
        }
    }
}
