using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A DATE taken apart: years from -5877641 to 5881580, in the Gregorian calendar also before 1582, and two infinities.</summary>
/// <param name="year">The year; 0 is the one before the year 1.</param>
/// <param name="month">The month, 1 to 12.</param>
/// <param name="day">The day, 1 to 31.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBDateOnly(int year, byte month, byte day) : IEquatable<DuckDBDateOnly>
{
    /// <summary>The date that is after all others.</summary>
    public static readonly DuckDBDateOnly PositiveInfinity = new(int.MaxValue, 0, 0);

    /// <summary>The date that is before all others.</summary>
    public static readonly DuckDBDateOnly NegativeInfinity = new(-int.MaxValue, 0, 0);

    /// <summary>The year; 0 is the one before the year 1.</summary>
    public int Year { get; } = year;

    /// <summary>The month, 1 to 12; 0 for an infinity.</summary>
    public byte Month { get; } = month;

    /// <summary>The day, 1 to 31; 0 for an infinity.</summary>
    public byte Day { get; } = day;

    /// <summary>Whether it is one of the two infinities.</summary>
    public bool IsInfinity => IsPositiveInfinity || IsNegativeInfinity;

    /// <summary>Whether it is after all other dates.</summary>
    public bool IsPositiveInfinity => Equals(PositiveInfinity);

    /// <summary>Whether it is before all other dates.</summary>
    public bool IsNegativeInfinity => Equals(NegativeInfinity);

    /// <summary>The date of <paramref name="dateTime"/>; its time of day is dropped.</summary>
    public static DuckDBDateOnly FromDateTime(DateTime dateTime) => new(dateTime.Year, (byte)dateTime.Month, (byte)dateTime.Day);

    /// <summary>The same date.</summary>
    public static DuckDBDateOnly FromDateOnly(DateOnly dateOnly) => new(dateOnly.Year, (byte)dateOnly.Month, (byte)dateOnly.Day);

    /// <summary>Takes a date apart.</summary>
    public static DuckDBDateOnly FromDuckDBDate(DuckDBDate date) =>
        date.IsPositiveInfinity ? PositiveInfinity
        : date.IsNegativeInfinity ? NegativeInfinity
        : NativeMethods.DateTimeHelpers.DuckDBFromDate(date);

    /// <summary>Midnight of the date.</summary>
    /// <exception cref="InvalidCastException">It is infinite or not within the years 1 to 9999.</exception>
    public DateTime ToDateTime() => ToDateOnly().ToDateTime(TimeOnly.MinValue);

    /// <summary>The same date.</summary>
    /// <exception cref="InvalidCastException">It is infinite or not within the years 1 to 9999.</exception>
    public DateOnly ToDateOnly() =>
        Year is >= 1 and <= 9999
            ? new DateOnly(Year, Month, Day)
            : throw new InvalidCastException(
                $"The DATE {this} is no DateOnly or DateTime, which hold the years 1 to 9999. Read it as DuckDBDateOnly, or cast it in SQL.");

    /// <summary>Puts the date together.</summary>
    public DuckDBDate ToDuckDBDate() =>
        IsPositiveInfinity ? DuckDBDate.PositiveInfinity
        : IsNegativeInfinity ? DuckDBDate.NegativeInfinity
        : NativeMethods.DateTimeHelpers.DuckDBToDate(this);

    /// <inheritdoc cref="ToDateTime" />
    public static explicit operator DateTime(DuckDBDateOnly dateOnly) => dateOnly.ToDateTime();

    /// <inheritdoc cref="FromDateTime" />
    public static explicit operator DuckDBDateOnly(DateTime dateTime) => FromDateTime(dateTime);

    /// <inheritdoc cref="ToDateOnly" />
    public static implicit operator DateOnly(DuckDBDateOnly dateOnly) => dateOnly.ToDateOnly();

    /// <inheritdoc cref="FromDateOnly" />
    public static implicit operator DuckDBDateOnly(DateOnly date) => FromDateOnly(date);

    /// <inheritdoc />
    public bool Equals(DuckDBDateOnly other) => Year == other.Year && Month == other.Month && Day == other.Day;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is DuckDBDateOnly other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Year, Month, Day);

    /// <summary>The date as <c>2026-11-20</c>, or <c>infinity</c>, or <c>-infinity</c>.</summary>
    public override string ToString() =>
        IsPositiveInfinity ? "infinity" : IsNegativeInfinity ? "-infinity" : $"{Year:0000}-{Month:00}-{Day:00}";
}
