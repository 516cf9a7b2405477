using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>
/// Reads ISO 8601 dates and timestamps: calendar (2024-02-04), ordinal (2024-035) and week dates (2024-W05-7), basic and extended, with
/// hours, minutes or seconds, a decimal fraction of the last of them, Z or an offset; a blank may stand for the T, and before <c>UTC</c>,
/// <c>GMT</c> or the offset. A timestamp without offset is UTC.
/// </summary>
public static class IsoTime
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private const long MicrosecondsPerDay = 86_400 * MicrosecondsPerSecond;
    private const int DaysTo1970 = 719_162;
    private const int DaysIn9999Years = 3_652_059;

    /// <summary>0001-01-01T00:00:00Z in microseconds from 1970.</summary>
    public const long Minimum = -DaysTo1970 * MicrosecondsPerDay;

    /// <summary>9999-12-31T23:59:59.999999Z in microseconds from 1970.</summary>
    public const long Maximum = (DaysIn9999Years - DaysTo1970) * MicrosecondsPerDay - 1;

    /// <summary>Reads a timestamp.</summary>
    /// <param name="text">ASCII text, nothing around it.</param>
    /// <param name="microseconds">
    /// Microseconds from 1970-01-01T00:00:00Z; finer digits are cut off, never rounded up, so that no timestamp slips into the next day.
    /// </param>
    /// <returns>
    /// False when the text is none of the forms, or the timestamp in UTC is outside the years 0001 to 9999. A leap second (:60) has no
    /// place in a timestamp and is refused.
    /// </returns>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, out long microseconds)
    {
        if (!TryParse(text, out microseconds, out var offset)) return false;
        microseconds -= offset ?? 0;
        return microseconds is >= Minimum and <= Maximum;
    }

    /// <summary>Reads a timestamp as it is written, with its offset.</summary>
    /// <param name="text">ASCII text, nothing around it.</param>
    /// <param name="local">Microseconds from 1970-01-01T00:00:00 of the local time.</param>
    /// <param name="offset">Microseconds that the local time is ahead of UTC; null where the text does not say.</param>
    /// <returns>False when the text is none of the forms.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long local, out long? offset)
    {
        local = 0;
        offset = null;
        if (!TryReadDate(ref text, out var days)) return false;
        long time = 0;
        if (!text.IsEmpty)
        {
            if (text[0] is not ((byte)'T' or (byte)'t' or (byte)' ')) return false;
            text = text[1..];
            if (!TryReadTime(ref text, out time) || !TryReadOffset(ref text, out offset) || !text.IsEmpty) return false;
        }

        local = days * MicrosecondsPerDay + time;
        return true;
    }

    /// <summary>The UTC date of a timestamp.</summary>
    /// <param name="microseconds">Microseconds from 1970, within <see cref="Minimum"/> and <see cref="Maximum"/>.</param>
    public static DateOnly DateOf(long microseconds) =>
        DateOnly.FromDayNumber((int)(Math.DivRem(microseconds - Minimum, MicrosecondsPerDay).Quotient));

    /// <summary>Writes <c>yyyy-MM-dd HH:mm:ss.ffffff</c>, the form that Hive, Athena and DuckDB read alike.</summary>
    internal static void WriteTimestamp(long microseconds, Utf8Output output)
    {
        var (days, time) = Math.DivRem(microseconds - Minimum, MicrosecondsPerDay);
        Span<byte> text = stackalloc byte[26];
        FormatDate((int)days, text);
        text[10] = (byte)' ';
        var seconds = (int)(time / MicrosecondsPerSecond);
        var fraction = (int)(time % MicrosecondsPerSecond);
        TwoDigits(seconds / 3600, text[11..]);
        text[13] = (byte)':';
        TwoDigits(seconds / 60 % 60, text[14..]);
        text[16] = (byte)':';
        TwoDigits(seconds % 60, text[17..]);
        text[19] = (byte)'.';
        TwoDigits(fraction / 10_000, text[20..]);
        TwoDigits(fraction / 100 % 100, text[22..]);
        TwoDigits(fraction % 100, text[24..]);
        output.Write(text);
    }

    /// <summary>Writes <c>yyyy-MM-dd</c>.</summary>
    internal static void WriteDate(int days, Utf8Output output)
    {
        Span<byte> text = stackalloc byte[10];
        FormatDate(days + DaysTo1970, text);
        output.Write(text);
    }

    private static void FormatDate(int dayNumber, Span<byte> text)
    {
        var (year, month, day) = DateOnly.FromDayNumber(dayNumber);
        TwoDigits(year / 100, text);
        TwoDigits(year % 100, text[2..]);
        text[4] = (byte)'-';
        TwoDigits(month, text[5..]);
        text[7] = (byte)'-';
        TwoDigits(day, text[8..]);
    }

    private static void TwoDigits(int value, Span<byte> text)
    {
        text[1] = (byte)('0' + value % 10);
        text[0] = (byte)('0' + value / 10);
    }

    private static bool TryReadDate(ref ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (!TryDigits(ref text, 4, out var year) || year == 0) return false;
        var extended = TryTake(ref text, (byte)'-');
        if (TryTake(ref text, (byte)'W')) return TryReadWeek(ref text, year, extended, out days);

        var run = DigitRun(text);
        if (run == 3)
        {
            TryDigits(ref text, 3, out var ordinal);
            if (ordinal < 1 || ordinal > (DateTime.IsLeapYear(year) ? 366 : 365)) return false;
            days = new DateOnly(year, 1, 1).DayNumber - DaysTo1970 + ordinal - 1;
            return true;
        }

        if (run != (extended ? 2 : 4) || !TryDigits(ref text, 2, out var month)) return false;
        if (extended && !TryTake(ref text, (byte)'-')) return false;
        if (DigitRun(text) != 2 || !TryDigits(ref text, 2, out var day)) return false;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        days = new DateOnly(year, month, day).DayNumber - DaysTo1970;
        return true;
    }

    private static bool TryReadWeek(ref ReadOnlySpan<byte> text, int year, bool extended, out int days)
    {
        days = 0;
        if (!TryDigits(ref text, 2, out var week)) return false;
        if (extended && !TryTake(ref text, (byte)'-')) return false;
        if (!TryDigits(ref text, 1, out var day) || day is < 1 or > 7 || week < 1) return false;
        if (week > System.Globalization.ISOWeek.GetWeeksInYear(year)) return false;

        // The fourth of January is always in week 1; counting from it needs no date before year 1.
        var fourth = new DateOnly(year, 1, 4);
        var weekday = ((int)fourth.DayOfWeek + 6) % 7;
        var number = fourth.DayNumber - weekday + (week - 1) * 7 + day - 1;
        days = number - DaysTo1970;
        return number is >= 0 and < DaysIn9999Years;
    }

    private static bool TryReadTime(ref ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        var all = text;
        if (!TryDigits(ref text, 2, out var hour) || hour > 24) return false;
        var unit = 3600 * MicrosecondsPerSecond;
        var value = hour * unit;
        var extended = TryTake(ref text, (byte)':');
        if (extended || DigitRun(text) >= 2)
        {
            if (!TryDigits(ref text, 2, out var minute) || minute > 59) return false;
            unit = 60 * MicrosecondsPerSecond;
            value += minute * unit;
            var more = extended ? TryTake(ref text, (byte)':') : DigitRun(text) >= 2;
            if (more)
            {
                if (!TryDigits(ref text, 2, out var second) || second > 59) return false;
                unit = MicrosecondsPerSecond;
                value += second * unit;
            }
        }

        if (!TryReadFraction(ref text, unit, out var fraction)) return false;
        value += fraction;
        microseconds = value;

        // 24:00 is the end of the day; nothing can come behind it.
        return hour < 24 || !all[2..^text.Length].ContainsAnyInRange((byte)'1', (byte)'9');
    }

    private static bool TryReadFraction(ref ReadOnlySpan<byte> text, long unit, out long microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)',')) return true;
        text = text[1..];
        var run = DigitRun(text);
        if (run == 0) return false;

        // Fifteen digits of an hour are far below a microsecond, and of a second the sixth is the last that counts; more could overflow.
        var counted = Math.Min(run, unit == MicrosecondsPerSecond ? 6 : 15);
        long fraction = 0;
        long scale = 1;
        for (var i = 0; i < counted; i++)
        {
            fraction = fraction * 10 + (text[i] - '0');
            scale *= 10;
        }

        microseconds = unit == MicrosecondsPerSecond ? fraction * (unit / scale) : (long)((Int128)fraction * unit / scale);
        text = text[run..];
        return true;
    }

    private static bool TryReadOffset(ref ReadOnlySpan<byte> text, out long? microseconds)
    {
        microseconds = null;
        if (text.IsEmpty) return true;
        microseconds = 0;
        if (TryTake(ref text, (byte)' ') && text.IsEmpty) return false;
        if (text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8))
        {
            text = default;
            return true;
        }

        if (TryTake(ref text, (byte)'Z') || TryTake(ref text, (byte)'z')) return true;
        var sign = text[0] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        if (sign == 0) return false;
        text = text[1..];
        var minute = 0;
        if (!TryDigits(ref text, 2, out var hour) || hour > 23) return false;
        if (TryTake(ref text, (byte)':') || !text.IsEmpty)
        {
            if (!TryDigits(ref text, 2, out minute) || minute > 59) return false;
        }

        microseconds = sign * (hour * 60L + minute) * 60 * MicrosecondsPerSecond;
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, byte value)
    {
        if (text.IsEmpty || text[0] != value) return false;
        text = text[1..];
        return true;
    }

    private static int DigitRun(ReadOnlySpan<byte> text)
    {
        var run = 0;
        while (run < text.Length && (uint)(text[run] - '0') <= 9) run++;
        return run;
    }

    private static bool TryDigits(ref ReadOnlySpan<byte> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count) return false;
        for (var i = 0; i < count; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9) return false;
            value = value * 10 + (int)digit;
        }

        text = text[count..];
        return true;
    }
}
