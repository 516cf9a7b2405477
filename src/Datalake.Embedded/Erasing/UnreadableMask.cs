namespace Datalake.Embedded.Erasing;

/// <summary>
/// Makes the content of what has no reading unknown and keeps its form, so that what stands around it is found as before: a letter becomes
/// an <c>x</c>, a digit a <c>1</c>. Quotes, brackets, separators, line ends, and the words of JSON stay. Used for one stretch, in pieces.
/// </summary>
internal sealed class UnreadableMask
{
    private bool inString;
    private bool isEscaped;
    private int hexDigits;

    /// <summary>Masks the next piece.</summary>
    public void Apply(Span<byte> piece)
    {
        for (var i = 0; i < piece.Length;)
        {
            if (!inString && IsLetter(piece[i]))
            {
                var length = 1;
                while (i + length < piece.Length && IsLetter(piece[i + length])) length++;
                var word = piece.Slice(i, length);
                if (!(word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8) || word is [(byte)'e' or (byte)'E']))
                    word.Fill((byte)'x');
                i += length;
                continue;
            }

            piece[i] = MaskOne(piece[i]);
            i++;
        }
    }

    private byte MaskOne(byte value)
    {
        if (hexDigits > 0 && char.IsAsciiHexDigit((char)value))
        {
            hexDigits--;
            return (byte)'1';
        }

        hexDigits = 0;
        if (isEscaped)
        {
            isEscaped = false;
            hexDigits = value == (byte)'u' ? 4 : 0;
            return value < 0x80 ? value : (byte)'x';
        }

        isEscaped = inString && value == (byte)'\\';
        if (value == (byte)'"') inString = !inString;
        return char.IsAsciiDigit((char)value) ? (byte)'1' : IsLetter(value) ? (byte)'x' : value;
    }

    private static bool IsLetter(byte value) => char.IsAsciiLetter((char)value) || value >= 0x80;
}
