namespace DuckDB.NET.Data.Reader;

/// <summary>Reads BLOB as a stream over a copy, which outlives the chunk, or as byte[] when asked for.</summary>
internal sealed unsafe class BlobVectorDataReader(string columnName) : ReferenceVectorDataReader<Stream>(DuckDBType.Blob, columnName)
{
    private protected override Stream ReadValue(ulong row, ReadAs how) => new MemoryStream(Bytes(row), writable: false);

    private protected override T Read<T>(ulong row) => typeof(T) == typeof(byte[]) ? (T)(object)Bytes(row) : base.Read<T>(row);

    private byte[] Bytes(ulong row) => DuckDBString.BytesOf((DuckDBString*)Data + row).ToArray();
}
