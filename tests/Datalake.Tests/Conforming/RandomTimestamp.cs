using System.Globalization;

namespace Datalake.Tests.Conforming;

/// <summary>A timestamp written in one of the forms of ISO 8601, with what it means in microseconds from 1970.</summary>
internal sealed record RandomTimestamp(string Text, long Expected)
{
    public static RandomTimestamp Make(Random random)
    {
        var local = Edge(random) ?? new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Unspecified);
        var extended = random.Next(3) > 0;
        var date = Date(random, local, extended);
        if (random.Next(8) == 0) return new RandomTimestamp(date, Microseconds(local.Date));

        var (time, kept) = Time(random, local, extended);
        var offset = TimeSpan.FromMinutes(random.Next(-23 * 60 - 59, 24 * 60));
        var zone = random.Next(4) switch { 0 => "", 1 => "Z", _ => null };
        if (zone is null) zone = Offset(random, ref offset, extended);
        else offset = TimeSpan.Zero;
        return new RandomTimestamp(date + "TTt "[random.Next(4)] + time + zone, Microseconds(kept) - offset.Ticks / 10);
    }

    private static DateTime? Edge(Random random) => random.Next(20) switch
    {
        0 => DateTime.MinValue.AddSeconds(random.Next(90_000)),
        1 => DateTime.MaxValue.AddSeconds(-random.Next(90_000)),
        2 => new DateTime(random.Next(1, 9999), 12, random.Next(27, 32), 23, 59, 59).AddTicks(random.Next(10_000_000)),
        3 => new DateTime(random.Next(1, 9999), 1, random.Next(1, 5)),
        _ => null,
    };

    private static string Date(Random random, DateTime day, bool extended)
    {
        var dash = extended ? "-" : "";
        switch (random.Next(5))
        {
            case 0:
                return string.Create(CultureInfo.InvariantCulture, $"{day:yyyy}{dash}{day.DayOfYear:000}");
            case 1 when day.Year < 9999:
                var weekday = day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
                return string.Create(
                    CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}{dash}W{ISOWeek.GetWeekOfYear(day):00}{dash}{weekday}");
            default:
                return string.Create(CultureInfo.InvariantCulture, $"{day:yyyy}{dash}{day:MM}{dash}{day:dd}");
        }
    }

    /// <summary>A time of day, and the timestamp with what the form leaves out cut off.</summary>
    private static (string Text, DateTime Kept) Time(Random random, DateTime timestamp, bool extended)
    {
        var colon = extended ? ":" : "";
        var day = timestamp.Date;
        var (hour, minute, second) = (
            timestamp.ToString("HH", CultureInfo.InvariantCulture),
            timestamp.ToString("mm", CultureInfo.InvariantCulture),
            timestamp.ToString("ss", CultureInfo.InvariantCulture)
        );
        switch (random.Next(6))
        {
            case 0:
                return (hour, day.AddHours(timestamp.Hour));
            case 1:
                return (hour + colon + minute, day.AddHours(timestamp.Hour).AddMinutes(timestamp.Minute));
            case 2:
                // A quarter of an hour or of a minute has an exact decimal fraction.
                var quarter = random.Next(4);
                return random.Next(2) == 0
                    ? ($"{hour}.{quarter * 25:00}", day.AddHours(timestamp.Hour).AddMinutes(quarter * 15))
                    : (
                        $"{hour}{colon}{minute},{quarter * 25:00}",
                        day.AddHours(timestamp.Hour).AddMinutes(timestamp.Minute).AddSeconds(quarter * 15)
                    );
            case 3 when day < DateTime.MaxValue.Date:
                var end = new[] { "24", $"24{colon}00", $"24{colon}00{colon}00", $"24{colon}00{colon}00.000" };
                return (end[random.Next(end.Length)], day.AddDays(1));
            default:
                var digits = random.Next(10);
                var fraction = (
                    timestamp.ToString("fffffff", CultureInfo.InvariantCulture)
                    + random.Next(100).ToString("00", CultureInfo.InvariantCulture)
                )[..digits];
                var kept = new DateTime(timestamp.Ticks - timestamp.Ticks % TimeSpan.TicksPerSecond).AddTicks(
                    10 * long.Parse(fraction.PadRight(6, '0')[..6], CultureInfo.InvariantCulture));
                return ($"{hour}{colon}{minute}{colon}{second}{(digits == 0 ? "" : $"{".,"[random.Next(2)]}{fraction}")}", kept);
        }
    }

    private static string Offset(Random random, ref TimeSpan offset, bool extended)
    {
        var sign = offset < TimeSpan.Zero ? "-" : "+";
        if (random.Next(8) == 0) extended = !extended;
        if (random.Next(4) > 0) return $"{sign}{offset.ToString(extended ? @"hh\:mm" : "hhmm", CultureInfo.InvariantCulture)}";
        offset = TimeSpan.FromHours(offset.Hours);
        return $"{sign}{offset.ToString("hh", CultureInfo.InvariantCulture)}";
    }

    private static long Microseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / 10;
}
