namespace DuckDB.NET.Data.Reader;

/// <summary>Reads TIME WITH TIME ZONE as a <see cref="DateTimeOffset"/> on 0001-01-01, as DuckDB.NET does.</summary>
internal sealed unsafe class TimeTzVectorDataReader(string columnName)
    : ValueVectorDataReader<DateTimeOffset, DuckDBTimeTz>(DuckDBType.TimeTz, columnName)
{
    private protected override DateTimeOffset ReadValue(ulong row)
    {
        var (time, offset) = (ReadSpecific(row).Time, TimeSpan.FromSeconds(ReadSpecific(row).Offset));
        try
        {
            return new DateTimeOffset(DateTime.MinValue.AddTicks(time.Ticks), offset);
        }
        catch (ArgumentException e)
        {
            throw new InvalidCastException(
                $"The TIME WITH TIME ZONE {time} at {offset} in column '{ColumnName}' is no DateTimeOffset, whose offsets are whole minutes up to 14 hours. " +
                "Read it as DuckDBTimeTz, or cast it in SQL.", e);
        }
    }

    private protected override DuckDBTimeTz ReadSpecific(ulong row) =>
        NativeMethods.DateTimeHelpers.DuckDBFromTimeTz(((DuckDBTimeTzStruct*)Data)[row]);
}
