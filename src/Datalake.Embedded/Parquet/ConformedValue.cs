using System.Buffers.Text;
using System.Globalization;
using Datalake.Conforming;

namespace Datalake.Embedded.Parquet;

/// <summary>Reads values in the form in which conform writes them; says no to any other form.</summary>
internal static class ConformedValue
{
    private const long MicrosecondsPerDay = 86_400_000_000;
    private const int DateLength = 10;

    // Not Utf8Parser's: it rounds 5172993053199651328.0, which lies in the middle between two doubles, away from the even one.
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // A double has all whole numbers up to 2^53 and these powers of ten exactly, so that one division rounds right.
    private const ulong LargestExact = 1UL << 53;

    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a whole number without point and exponent.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> number, out long value) =>
        Utf8Parser.TryParse(number, out value, out var used) && used == number.Length;

    /// <summary>Reads a JSON number as the nearest float.</summary>
    public static bool TryFloat(ReadOnlySpan<byte> number, out float value) =>
        float.TryParse(number, Number, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);

    /// <summary>Reads a JSON number as the nearest double.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> number, out double value) =>
        TryShortDouble(number, out value)
        || double.TryParse(number, Number, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Reads a date as days from 1970-01-01.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        var isDate = text.Length == DateLength & IsoTime.TryParseTimestamp(text, out var microseconds);
        days = (int)(microseconds / MicrosecondsPerDay);
        return isDate;
    }

    /// <summary>Reads a timestamp as microseconds from 1970-01-01 00:00:00.</summary>
    public static bool TryTimestamp(ReadOnlySpan<byte> text, out long microseconds) => IsoTime.TryParseTimestamp(text, out microseconds);

    /// <summary>Reads a plain decimal number as a count of units of the scale.</summary>
    /// <param name="text">The number, without exponent.</param>
    /// <param name="precision">Digits that the column has.</param>
    /// <param name="scale">Digits of these behind the point.</param>
    /// <param name="value">The count.</param>
    public static bool TryDecimal(ReadOnlySpan<byte> text, int precision, int scale, out Int128 value)
    {
        value = 0;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        if (negative) text = text[1..];
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty)) return false;
        whole = whole.TrimStart((byte)'0');
        if (whole.Length > precision - scale || fraction.Length > scale) return false;
        if (!TryAppend(whole, ref value) || !TryAppend(fraction, ref value)) return false;
        for (var i = fraction.Length; i < scale; i++) value *= 10;
        if (negative) value = -value;
        return true;
    }

    private static bool TryAppend(ReadOnlySpan<byte> digits, ref Int128 value)
    {
        // Eighteen digits at a time fit into 64 bits, where a multiplication is cheap.
        while (!digits.IsEmpty)
        {
            var count = Math.Min(digits.Length, 18);
            long part = 0;
            long power = 1;
            foreach (var digit in digits[..count])
            {
                if ((uint)(digit - '0') > 9) return false;
                part = part * 10 + (digit - '0');
                power *= 10;
            }

            value = value == 0 ? part : value * power + part;
            digits = digits[count..];
        }

        return true;
    }

    private static bool TryShortDouble(ReadOnlySpan<byte> number, out double value)
    {
        value = 0;
        var negative = number[0] == (byte)'-';
        ulong digits = 0;
        var places = -1;
        for (var i = negative ? 1 : 0; i < number.Length; i++)
        {
            var digit = (uint)(number[i] - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
                if (digits > LargestExact) return false;
                if (places >= 0) places++;
            }
            else if (number[i] == (byte)'.')
            {
                places = 0;
            }
            else
            {
                return false;
            }
        }

        if (places >= Powers.Length) return false;
        value = places > 0 ? digits / Powers[places] : digits;
        if (negative) value = -value;
        return true;
    }
}
