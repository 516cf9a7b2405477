namespace DuckDB.NET.Data.Reader;

internal sealed unsafe class BooleanVectorDataReader(string columnName) : ValueVectorDataReader<bool>(DuckDBType.Boolean, columnName)
{
    private protected override bool ReadValue(ulong row) => ((byte*)Data)[row] != 0;
}
