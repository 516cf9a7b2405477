namespace DuckDB.NET.Data.Reader;

/// <summary>
/// Reads timestamps of all precisions. Those with a time zone are moments and come as UTC; the others are readings of a clock and
/// come with no kind. Below 100 nanoseconds, the tick of .NET, digits are dropped.
/// </summary>
internal sealed unsafe class TimestampVectorDataReader(DuckDBType type, string columnName)
    : ValueVectorDataReader<DateTime, DuckDBTimestamp>(type, columnName)
{
    private const long NanosPerTick = 100;

    private DateTimeKind Kind => DuckDBType == DuckDBType.TimestampTz ? DateTimeKind.Utc : DateTimeKind.Unspecified;

    private protected override DateTime ReadValue(ulong row)
    {
        var stored = ((DuckDBTimestampStruct*)Data)[row];
        var ticks = (stored.IsInfinity ? Int128.MaxValue : TicksSinceEpoch(stored.Micros)) + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, Kind)
            : throw new InvalidCastException(
                $"The {DuckDBType} {ReadSpecific(row).Date} in column '{ColumnName}' is no DateTime, which holds the years 1 to 9999. " +
                "Read it as DuckDBTimestamp, or cast it in SQL.");
    }

    private protected override DuckDBTimestamp ReadSpecific(ulong row)
    {
        var stored = ((DuckDBTimestampStruct*)Data)[row];
        if (stored.IsInfinity || DuckDBType is DuckDBType.Timestamp or DuckDBType.TimestampTz)
            return DuckDBTimestamp.FromDuckDBTimestampStruct(stored);

        var micros = DivideDown(TicksSinceEpoch(stored.Micros), TimeSpan.TicksPerMicrosecond);
        return micros > -long.MaxValue && micros < long.MaxValue
            ? DuckDBTimestamp.FromDuckDBTimestampStruct(new() { Micros = (long)micros })
            : throw new InvalidCastException($"The {DuckDBType} in column '{ColumnName}' is out of the range of DuckDBTimestamp. Cast it in SQL.");
    }

    private protected override T Read<T>(ulong row) =>
        typeof(T) == typeof(DateTimeOffset) || typeof(T) == typeof(DateTimeOffset?)
            ? (T)(object)new DateTimeOffset(ReadValue(row).Ticks, TimeSpan.Zero)
            : base.Read<T>(row);

    private Int128 TicksSinceEpoch(long stored) => DuckDBType switch
    {
        DuckDBType.TimestampS => (Int128)stored * TimeSpan.TicksPerSecond,
        DuckDBType.TimestampMs => (Int128)stored * TimeSpan.TicksPerMillisecond,
        DuckDBType.TimestampNs => DivideDown(stored, NanosPerTick),
        _ => (Int128)stored * TimeSpan.TicksPerMicrosecond,
    };

    private static Int128 DivideDown(Int128 number, long by)
    {
        var (quotient, remainder) = Int128.DivRem(number, by);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
