namespace DuckDB.NET.Data.Reader;

internal sealed unsafe class TimeVectorDataReader(string columnName)
    : ValueVectorDataReader<TimeOnly, DuckDBTimeOnly>(DuckDBType.Time, columnName)
{
    private protected override TimeOnly ReadValue(ulong row) => ReadSpecific(row);

    private protected override DuckDBTimeOnly ReadSpecific(ulong row) =>
        NativeMethods.DateTimeHelpers.DuckDBFromTime(((DuckDBTime*)Data)[row]);
}
