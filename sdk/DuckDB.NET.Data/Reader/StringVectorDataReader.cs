using System.Text;

namespace DuckDB.NET.Data.Reader;

internal sealed unsafe class StringVectorDataReader(string columnName) : ReferenceVectorDataReader<string>(DuckDBType.Varchar, columnName)
{
    private protected override string ReadValue(ulong row, ReadAs how) =>
        Encoding.UTF8.GetString(DuckDBString.BytesOf((DuckDBString*)Data + row));
}
