namespace DuckDB.NET.Data.Reader;

internal sealed unsafe class GuidVectorDataReader(string columnName) : ValueVectorDataReader<Guid>(DuckDBType.Uuid, columnName)
{
    private protected override Guid ReadValue(ulong row) => GuidBits.FromVector(((DuckDBHugeInt*)Data)[row]);
}
