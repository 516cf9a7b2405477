using System.Globalization;
using System.Text;

namespace Datalake.Embedded.Engine.Values;

/// <summary>
/// Dates and times as ISO 8601, intervals as the engine writes them. The engine's range is wider than .NET's: years from -290308 to 294247
/// (dates: -5877641 to 5881580), infinity,
/// 24:00:00, nanoseconds.
/// </summary>
internal static class TimeText
{
    private const long SecondsOfDay = 86_400;
    private const int DaysOfCycle = 146_097;

    /// <summary>A date.</summary>
    /// <param name="days">Days since 1970.</param>
    public static string Date(int days) => days switch
    {
        int.MaxValue => "infinity",
        -int.MaxValue => "-infinity",
        _ => Day(days),
    };

    /// <summary>A timestamp: <c>2026-01-02T03:04:05.5</c>, with <c>Z</c> behind it if it is one with time zone.</summary>
    /// <param name="value">The time since 1970.</param>
    /// <param name="units">How many of its units a second has.</param>
    /// <param name="hasZone">Whether it is one with time zone.</param>
    public static string Timestamp(long value, long units, bool hasZone)
    {
        if (value is long.MaxValue or -long.MaxValue) return value > 0 ? "infinity" : "-infinity";
        var (days, time) = Divide(value, units * SecondsOfDay);
        return $"{Day(days)}T{Time(time, units)}{(hasZone ? "Z" : string.Empty)}";
    }

    /// <summary>A time: <c>03:04:05.5</c>. Hours may be more than 24.</summary>
    /// <param name="value">The time since midnight.</param>
    /// <param name="units">How many of its units a second has.</param>
    public static string Time(long value, long units)
    {
        var (seconds, rest) = (value / units, value % units);
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        if (rest == 0) return text.ToString();
        var fraction = (units + rest).ToString(CultureInfo.InvariantCulture).AsSpan(1).TrimEnd('0');
        return text.Append('.').Append(fraction).ToString();
    }

    /// <summary>An offset from UTC: <c>+02:00</c>, with seconds if it has some.</summary>
    /// <param name="seconds">The offset in seconds.</param>
    public static string Offset(int seconds)
    {
        var size = Math.Abs(seconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? '-' : '+')}{size / 3600:00}:{size / 60 % 60:00}");
        return size % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{size % 60:00}");
    }

    /// <summary>An interval: <c>1 year 2 months 3 days 04:05:06.5</c>.</summary>
    public static string Interval(int months, int days, long nanoseconds)
    {
        var parts = new List<string>();
        Add(months / 12, "year");
        Add(months % 12, "month");
        Add(days, "day");
        if (nanoseconds != 0 || parts.Count == 0)
            parts.Add((nanoseconds < 0 ? "-" : string.Empty) + Time(Math.Abs(nanoseconds), 1_000_000_000));
        return string.Join(' ', parts);

        void Add(int count, string noun)
        {
            if (count != 0)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count is 1 or -1 ? string.Empty : "s")}"));
        }
    }

    private static string Day(long days)
    {
        // .NET's calendar is repeated every 400 years, so a day outside of it is one inside of it, some cycles away.
        var (cycles, day) = Divide(days, DaysOfCycle);
        var date = DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + (int)day);
        var year = date.Year + cycles * 400;
        return string.Create(
            CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : string.Empty)}{Math.Abs(year):0000}-{date.Month:00}-{date.Day:00}");
    }

    private static (long Quotient, long Remainder) Divide(long value, long by)
    {
        var rest = value % by;
        if (rest < 0) rest += by;
        return ((value - rest) / by, rest);
    }
}
