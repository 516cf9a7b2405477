using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>Numbers that are written with a decimal comma, and points or blanks between thousands.</summary>
internal static class DecimalComma
{
    /// <summary>
    /// Writes a number such as <c>-1.234,50</c> as <c>-1234.50</c>. <c>1.23</c> is none: it is neither a whole number with points between
    /// thousands nor one with a decimal comma.
    /// </summary>
    /// <param name="text">The text of a field.</param>
    /// <param name="output">Receives the number.</param>
    /// <returns>False when the text is no such number; nothing is written then.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> text, Utf8Output output)
    {
        if (!IsNumber(text)) return false;
        foreach (var value in text[0] == (byte)'+' ? text[1..] : text)
        {
            if (value != (byte)'.') output.WriteByte(value == (byte)',' ? (byte)'.' : value);
        }

        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (text.Length > 1 && text[0] is (byte)'-' or (byte)'+') text = text[1..];
        var comma = text.IndexOf((byte)',');
        if (comma >= 0)
        {
            if (!IsDigits(text[(comma + 1)..])) return false;
            text = text[..comma];
        }

        var first = text.IndexOf((byte)'.');
        if (first < 0) return IsDigits(text);
        if (first is 0 or > 3 || !IsDigits(text[..first])) return false;
        for (text = text[first..]; !text.IsEmpty; text = text[4..])
        {
            if (text.Length < 4 || text[0] != (byte)'.' || !IsDigits(text[1..4])) return false;
        }

        return true;
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
