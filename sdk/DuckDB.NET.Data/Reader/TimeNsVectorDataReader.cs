namespace DuckDB.NET.Data.Reader;

/// <summary>
/// Reads TIME_NS, nanoseconds since midnight. Below 100 nanoseconds, the tick of .NET, digits are dropped; in the specific type below
/// a microsecond.
/// </summary>
internal sealed unsafe class TimeNsVectorDataReader(string columnName)
    : ValueVectorDataReader<TimeOnly, DuckDBTimeOnly>(DuckDBType.TimeNs, columnName)
{
    private const long NanosPerTick = 100;
    private const long NanosPerMicrosecond = 1000;

    private protected override TimeOnly ReadValue(ulong row) =>
        Nanos(row) / NanosPerTick is var ticks and < TimeSpan.TicksPerDay ? new TimeOnly(ticks) : ReadSpecific(row);

    private protected override DuckDBTimeOnly ReadSpecific(ulong row) =>
        NativeMethods.DateTimeHelpers.DuckDBFromTime(new() { Micros = Nanos(row) / NanosPerMicrosecond });

    private long Nanos(ulong row) => ((long*)Data)[row];
}
