namespace DuckDB.NET.Data.Reader;

/// <summary>Reads a column that has no type because it holds nothing but NULL.</summary>
internal sealed class NullVectorDataReader(string columnName) : ReferenceVectorDataReader<object>(DuckDBType.SqlNull, columnName)
{
    internal override bool IsValid(ulong row) => false;

    private protected override object ReadValue(ulong row, ReadAs how) => DBNull.Value;
}
