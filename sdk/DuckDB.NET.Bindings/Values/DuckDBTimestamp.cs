using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>
/// A TIMESTAMP taken apart, to the microsecond, in years that <see cref="DateTime"/> does not reach too, and two infinities.
/// </summary>
/// <param name="date">The date.</param>
/// <param name="time">The time of day.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBTimestamp(DuckDBDateOnly date, DuckDBTimeOnly time)
{
    private const long MicrosPerDay = 86_400_000_000;

    /// <summary>The timestamp that is after all others.</summary>
    public static readonly DuckDBTimestamp PositiveInfinity = new(DuckDBDateOnly.PositiveInfinity, default);

    /// <summary>The timestamp that is before all others.</summary>
    public static readonly DuckDBTimestamp NegativeInfinity = new(DuckDBDateOnly.NegativeInfinity, default);

    /// <summary>The date.</summary>
    public DuckDBDateOnly Date { get; } = date;

    /// <summary>The time of day.</summary>
    public DuckDBTimeOnly Time { get; } = time;

    /// <summary>Whether it is one of the two infinities.</summary>
    public bool IsInfinity => Date.IsInfinity;

    /// <summary>Whether it is after all other timestamps.</summary>
    public bool IsPositiveInfinity => Date.IsPositiveInfinity;

    /// <summary>Whether it is before all other timestamps.</summary>
    public bool IsNegativeInfinity => Date.IsNegativeInfinity;

    /// <summary>The same moment on the same clock; ticks below a microsecond are dropped and the kind is not looked at.</summary>
    public static DuckDBTimestamp FromDateTime(DateTime dateTime) =>
        new(DuckDBDateOnly.FromDateTime(dateTime), TimeOnly.FromDateTime(dateTime));

    /// <summary>Takes a timestamp of microseconds apart.</summary>
    public static DuckDBTimestamp FromDuckDBTimestampStruct(DuckDBTimestampStruct timestampStruct)
    {
        if (timestampStruct.IsPositiveInfinity) return PositiveInfinity;
        if (timestampStruct.IsNegativeInfinity) return NegativeInfinity;

        var (days, micros) = Math.DivRem(timestampStruct.Micros, MicrosPerDay);
        if (micros < 0) (days, micros) = (days - 1, micros + MicrosPerDay);

        return new(
            NativeMethods.DateTimeHelpers.DuckDBFromDate(new() { Days = (int)days }),
            NativeMethods.DateTimeHelpers.DuckDBFromTime(new() { Micros = micros }));
    }

    /// <summary>Puts the timestamp together, in microseconds.</summary>
    /// <exception cref="OverflowException">It is further from 1970 than 64 bits of microseconds reach, about 292,000 years.</exception>
    public DuckDBTimestampStruct ToDuckDBTimestampStruct() =>
        IsPositiveInfinity ? DuckDBTimestampStruct.PositiveInfinity
        : IsNegativeInfinity ? DuckDBTimestampStruct.NegativeInfinity
        : new() { Micros = checked((Date.ToDuckDBDate().Days * MicrosPerDay) + NativeMethods.DateTimeHelpers.DuckDBToTime(Time).Micros) };

    /// <summary>The same moment, of unspecified kind.</summary>
    /// <exception cref="InvalidCastException">It is infinite or not within the years 1 to 9999.</exception>
    public DateTime ToDateTime() => Date.ToDateTime().AddTicks(Time.Ticks);

    /// <inheritdoc cref="ToDateTime" />
    public static implicit operator DateTime(DuckDBTimestamp timestamp) => timestamp.ToDateTime();

    /// <inheritdoc cref="FromDateTime" />
    public static implicit operator DuckDBTimestamp(DateTime timestamp) => FromDateTime(timestamp);
}
