using System.Buffers;

namespace Datalake.Records;

/// <summary>Finds where a JSON object, array or string ends by its brackets and quotes alone, over text that comes in pieces. The grammar
/// is checked later, by whoever reads the record.</summary>
internal struct BalanceScan
{
    private static readonly SearchValues<byte> Structural = SearchValues.Create("{}[]\""u8);

    private int depth;
    private bool inString;
    private bool escaped;

    /// <summary>Looks at the next piece.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="end">Where the value ends in it (first byte behind), when it does.</param>
    /// <returns>True when the value ends in this piece.</returns>
    public bool Advance(ReadOnlySpan<byte> text, out int end)
    {
        var position = 0;
        while (position < text.Length)
        {
            if (inString)
            {
                position = SkipString(text, position);
                if (inString || depth > 0) continue;
                end = position;
                return true;
            }

            var found = text[position..].IndexOfAny(Structural);
            if (found < 0) break;
            position += found;
            switch (text[position++])
            {
                case (byte)'"':
                    inString = true;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    if (--depth > 0) break;
                    end = position;
                    return true;
            }
        }

        end = text.Length;
        return false;
    }

    private int SkipString(ReadOnlySpan<byte> text, int position)
    {
        if (escaped)
        {
            escaped = false;
            return position + 1;
        }

        var found = text[position..].IndexOfAny((byte)'"', (byte)'\\');
        if (found < 0) return text.Length;
        position += found + 1;
        if (text[position - 1] == (byte)'"') inString = false;
        else escaped = true;
        return position;
    }
}
