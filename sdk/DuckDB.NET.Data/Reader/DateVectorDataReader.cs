namespace DuckDB.NET.Data.Reader;

internal sealed unsafe class DateVectorDataReader(string columnName)
    : ValueVectorDataReader<DateOnly, DuckDBDateOnly>(DuckDBType.Date, columnName)
{
    private protected override DateOnly ReadValue(ulong row) => ReadSpecific(row).ToDateOnly();

    private protected override DuckDBDateOnly ReadSpecific(ulong row) => DuckDBDateOnly.FromDuckDBDate(((DuckDBDate*)Data)[row]);

    private protected override T Read<T>(ulong row) =>
        typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTime?) ? (T)(object)ReadSpecific(row).ToDateTime() : base.Read<T>(row);
}
