using System.Numerics;
using System.Text;
using Datalake.Datasets;
using NodaTime;

namespace Datalake.Conforming;

/// <summary>Reads a timestamp or date in the formats of its column.</summary>
internal static class TimeReader
{
    private const long MicrosecondsPerDay = 86_400_000_000;
    private const int LongestText = 100;

    /// <summary>Reads a value.</summary>
    /// <param name="format">The column's formats and zone.</param>
    /// <param name="text">The text of a string or number.</param>
    /// <param name="isNumber">True when it is a JSON number.</param>
    /// <param name="isDate">
    /// True for a date: then only midnight fits, in the offset that is written, else in the zone.
    /// </param>
    /// <param name="microseconds">Microseconds from 1970 in UTC; for a date its midnight in UTC. Finer digits are cut off.</param>
    /// <returns>False when no format fits, or the time is outside the years 0001 to 9999.</returns>
    public static bool TryRead(TimeFormat format, ReadOnlySpan<byte> text, bool isNumber, bool isDate, out long microseconds)
    {
        // The common case is every timestamp of most contracts.
        if (ReferenceEquals(format, TimeFormat.Default) && !isDate) return TryReadIso(text, isNumber, out microseconds);
        foreach (var pattern in format.Tried)
        {
            if (!TryReadLocal(pattern, text, isNumber, out var local, out var offset)) continue;
            if (pattern.EpochDigits is not null)
            {
                // A count since 1970 is a point in time; its date is that of the zone.
                if (isDate && format.TimeZone is { } zone) local += OffsetAt(zone, local);
            }
            else if (offset is not null)
            {
                if (!isDate) local -= offset.Value;
            }
            else if (!isDate && format.TimeZone is { } zone)
            {
                local = ToUtc(zone, local);
            }

            microseconds = local;
            if (local is >= IsoTime.Minimum and <= IsoTime.Maximum && (!isDate || local % MicrosecondsPerDay == 0)) return true;
        }

        microseconds = 0;
        return false;
    }

    private static bool TryReadIso(ReadOnlySpan<byte> text, bool isNumber, out long microseconds)
    {
        microseconds = 0;
        return !isNumber && IsoTime.TryParseTimestamp(text, out microseconds);
    }

    /// <summary>Reads a count since 1970 exactly.</summary>
    /// <param name="number">A JSON number.</param>
    /// <param name="digits">Decimal digits of the unit below a second.</param>
    /// <param name="microseconds">Microseconds from 1970; finer digits are cut off.</param>
    public static bool TryReadEpoch(ReadOnlySpan<byte> number, int digits, out long microseconds)
    {
        microseconds = 0;
        if (!NumberText.TryExact(number, out var value, out var scale)) return false;
        var power = 6 - digits - scale;
        var exact = power >= 0 ? value * BigInteger.Pow(10, power) : FloorDivide(value, BigInteger.Pow(10, -power));
        if (exact < IsoTime.Minimum || exact > IsoTime.Maximum) return false;
        microseconds = (long)exact;
        return true;
    }

    private static bool TryReadLocal(TimePattern pattern, ReadOnlySpan<byte> text, bool isNumber, out long local, out long? offset)
    {
        local = 0;
        offset = null;
        if (pattern.EpochDigits is { } digits) return NumberText.IsNumber(text, out _) && TryReadEpoch(text, digits, out local);
        if (pattern == TimePattern.Iso) return !isNumber && IsoTime.TryParse(text, out local, out offset);
        if (text.Length > LongestText) return false;
        var value = Encoding.UTF8.GetString(text);
        if (pattern.Local is { } plain)
        {
            if (!plain.Parse(value).TryGetValue(default, out var time)) return false;
            local = Microseconds(time);
            return true;
        }

        if (!pattern.Offset!.Parse(value).TryGetValue(default, out var whole)) return false;
        local = Microseconds(whole.LocalDateTime);
        offset = whole.Offset.Seconds * 1_000_000L;
        return true;
    }

    /// <summary>
    /// A local time that a clock skips when it is put forward counts from before the change; one that it shows twice is the first.
    /// </summary>
    private static long ToUtc(DateTimeZone zone, long local) =>
        local is >= IsoTime.Minimum and <= IsoTime.Maximum
            ? FloorDivide(zone.AtLeniently(Instant.FromUnixTimeTicks(local * 10).InUtc().LocalDateTime).ToInstant().ToUnixTimeTicks())
            : local;

    private static long OffsetAt(DateTimeZone zone, long utc) =>
        zone.GetUtcOffset(Instant.FromUnixTimeTicks(utc * 10)).Seconds * 1_000_000L;

    private static long Microseconds(LocalDateTime time) => FloorDivide(time.InUtc().ToInstant().ToUnixTimeTicks());

    private static long FloorDivide(long ticks) => (ticks - (ticks % 10 + 10) % 10) / 10;

    private static BigInteger FloorDivide(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
