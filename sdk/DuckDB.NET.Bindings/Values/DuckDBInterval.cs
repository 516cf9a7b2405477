using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>An INTERVAL. Its parts are kept apart because a month has no fixed number of days.</summary>
/// <param name="months">Months.</param>
/// <param name="days">Days.</param>
/// <param name="micros">Microseconds; the bits of a signed number.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBInterval(int months, int days, ulong micros)
{
    /// <summary>Months, negative for the past.</summary>
    public int Months { get; } = months;

    /// <summary>Days, negative for the past.</summary>
    public int Days { get; } = days;

    /// <summary>
    /// Microseconds: the bits of a signed number, so cast it to <see cref="long"/> before use. DuckDB.NET gives it this type.
    /// </summary>
    public ulong Micros { get; } = micros;

    /// <summary>The interval as a span of time, a day taken as 24 hours.</summary>
    /// <exception cref="InvalidCastException">It has months, or is out of the range of <see cref="TimeSpan"/>.</exception>
    public static explicit operator TimeSpan(DuckDBInterval interval) =>
        interval.TryConvert(out var span)
            ? span.Value
            : throw new InvalidCastException(
                $"The INTERVAL of {interval.Months} months, {interval.Days} days and {(long)interval.Micros} microseconds is no TimeSpan: " +
                "a month has no fixed length, and a TimeSpan ends at 10,675,199 days. Read it as DuckDBInterval.");

    /// <summary>The span as days and microseconds; ticks below a microsecond are dropped.</summary>
    public static implicit operator DuckDBInterval(TimeSpan timeSpan) =>
        new(0, timeSpan.Days, (ulong)((timeSpan.Ticks - timeSpan.Days * TimeSpan.TicksPerDay) / TimeSpan.TicksPerMicrosecond));

    /// <summary>The interval as a span of time, a day taken as 24 hours; false when it has months or is out of range.</summary>
    public bool TryConvert([NotNullWhen(true)] out TimeSpan? timeSpan)
    {
        timeSpan = null;
        if (Months != 0) return false;

        var ticks = (Int128)Days * TimeSpan.TicksPerDay + (Int128)(long)Micros * TimeSpan.TicksPerMicrosecond;
        if (ticks < long.MinValue || ticks > long.MaxValue) return false;

        timeSpan = new TimeSpan((long)ticks);
        return true;
    }
}
