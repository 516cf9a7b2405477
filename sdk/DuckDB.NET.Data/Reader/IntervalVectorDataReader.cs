namespace DuckDB.NET.Data.Reader;

internal sealed unsafe class IntervalVectorDataReader(string columnName)
    : ValueVectorDataReader<TimeSpan, DuckDBInterval>(DuckDBType.Interval, columnName)
{
    private protected override TimeSpan ReadValue(ulong row) => (TimeSpan)ReadSpecific(row);

    private protected override DuckDBInterval ReadSpecific(ulong row) => ((DuckDBInterval*)Data)[row];
}
