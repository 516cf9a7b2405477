using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>Decides, from a JSON number's text, whether it is exactly a value of a type.</summary>
internal static class NumberText
{
    /// <summary>True when the whole text is one JSON number.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text, out bool integral)
    {
        integral = false;
        var cursor = new JsonCursor(text);
        return (cursor.Current == (byte)'-' || (uint)(cursor.Current - '0') <= 9) && cursor.ReadNumber(out integral) && cursor.AtEnd;
    }

    /// <summary>
    /// Reads a JSON number as a 64-bit integer: <c>12</c>, <c>12.0</c> and <c>1.2e1</c> are the same one, <c>12.5</c> is none.
    /// </summary>
    public static bool TryInteger(ReadOnlySpan<byte> number, bool integral, out long value)
    {
        value = 0;
        if (integral && number.Length <= 18)
        {
            var negative = number[0] == (byte)'-';
            foreach (var digit in negative ? number[1..] : number) value = value * 10 + (digit - '0');
            if (negative) value = -value;
            return true;
        }

        if (!TryExact(number, out var digits, out var scale)) return false;
        for (; scale < 0; scale++) digits *= 10;
        if (scale > 0 || digits < long.MinValue || digits > long.MaxValue) return false;
        value = (long)digits;
        return true;
    }

    /// <summary>Writes a JSON number as a plain decimal that fits a precision and scale.</summary>
    /// <returns>False when it has more digits than fit; nothing is written then.</returns>
    public static bool TryWriteDecimal(ReadOnlySpan<byte> number, int precision, int scale, Utf8Output output)
    {
        if (number.IndexOfAny((byte)'e', (byte)'E') < 0) return TryWritePlain(number, precision, scale, output);
        if (!TryExact(number, out var digits, out var ownScale) || ownScale > scale) return false;
        for (; ownScale < 0; ownScale++) digits *= 10;
        var sign = digits.Sign < 0 ? "-" : string.Empty;
        var text = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(ownScale + 1, '0');
        if (text.TrimStart('0').Length + scale - ownScale > precision && !digits.IsZero) return false;
        var whole = text[..^ownScale];
        output.Write(Encoding.ASCII.GetBytes(ownScale == 0 ? $"{sign}{whole}" : $"{sign}{whole}.{text[^ownScale..]}"));
        return true;
    }

    /// <summary>
    /// True when the number lies within a double's range. Digits beyond its precision are rounded, as every reader of doubles does.
    /// </summary>
    public static bool IsDouble(ReadOnlySpan<byte> number) =>
        number.Length <= 15 && number.IndexOfAny((byte)'e', (byte)'E') < 0
        || Utf8Parser.TryParse(number, out double value, out var used) && used == number.Length && double.IsFinite(value);

    /// <summary>True when the number lies within a float's range.</summary>
    public static bool IsFloat(ReadOnlySpan<byte> number) =>
        Utf8Parser.TryParse(number, out float value, out var used) && used == number.Length && float.IsFinite(value);

    /// <summary>
    /// A number without exponent is nearly the decimal already: only zeros at its end, and a minus before zero, are too much.
    /// </summary>
    private static bool TryWritePlain(ReadOnlySpan<byte> number, int precision, int scale, Utf8Output output)
    {
        var digits = number.TrimStart((byte)'-');
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..].TrimEnd((byte)'0');
        var belowOne = whole[0] == (byte)'0';
        if (fraction.Length > scale || (!belowOne && whole.Length > precision - scale)) return false;
        if (number[0] == (byte)'-' && !(belowOne && fraction.IsEmpty)) output.WriteByte((byte)'-');
        output.Write(whole);
        if (fraction.IsEmpty) return true;
        output.WriteByte((byte)'.');
        output.Write(fraction);
        return true;
    }

    /// <summary>
    /// The number as digits and a count of decimal places, trailing zeros taken off. False where it has so many digits that no column could
    /// hold it.
    /// </summary>
    internal static bool TryExact(ReadOnlySpan<byte> number, out BigInteger digits, out int scale)
    {
        digits = default;
        scale = 0;
        long exponent = 0;
        var mark = number.IndexOfAny((byte)'e', (byte)'E');
        if (mark >= 0)
        {
            var text = number[(mark + 1)..];
            var below = text[0] == (byte)'-';
            text = text.TrimStart("+-0"u8);
            if (text.Length > 6) exponent = 1_000_000;
            else if (!text.IsEmpty) exponent = long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
            if (below) exponent = -exponent;
            number = number[..mark];
        }

        var negative = number[0] == (byte)'-';
        if (negative) number = number[1..];
        var point = number.IndexOf((byte)'.');
        var plain = point < 0 ? number.ToArray() : [.. number[..point], .. number[(point + 1)..]];
        var places = (point < 0 ? 0 : number.Length - point - 1) - exponent;
        var significant = plain.AsSpan().TrimStart((byte)'0');
        var kept = significant.TrimEnd((byte)'0');
        places -= significant.Length - kept.Length;
        if (kept.IsEmpty) return true;
        if (kept.Length > 40 || places is > 60 or < -60) return false;
        digits = BigInteger.Parse(Encoding.ASCII.GetString(kept), NumberStyles.None, CultureInfo.InvariantCulture);
        if (negative) digits = -digits;
        scale = (int)places;
        return true;
    }
}
