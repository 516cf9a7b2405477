using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Rows of a result, column by column.</summary>
    public static partial class DataChunks
    {
        /// <summary>How many rows the chunk has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_size")]
        public static partial ulong DuckDBDataChunkGetSize(DuckDBDataChunk chunk);

        /// <summary>The vector of a column; it lives as long as the chunk.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_vector")]
        public static partial nint DuckDBDataChunkGetVector(DuckDBDataChunk chunk, long columnIndex);

        /// <summary>Frees the chunk and clears the handle.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_data_chunk")]
        public static partial void DuckDBDestroyDataChunk(ref nint chunk);
    }
}
