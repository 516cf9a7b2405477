using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>The values of one column of a chunk. Everything here lives as long as the chunk.</summary>
    public static partial class Vectors
    {
        /// <summary>The values, one after the other, in the layout of the column's type.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_vector_get_data")]
        public static unsafe partial void* DuckDBVectorGetData(nint vector);

        /// <summary>One bit a value, 0 for NULL; null when no value is NULL.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_vector_get_validity")]
        public static unsafe partial ulong* DuckDBVectorGetValidity(nint vector);

        /// <summary>The vector with the elements of all lists (for MAP: with its entries, as a struct of key and value).</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_list_vector_get_child")]
        public static partial nint DuckDBListVectorGetChild(nint vector);

        /// <summary>The vector with the elements of all arrays.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_array_vector_get_child")]
        public static partial nint DuckDBArrayVectorGetChild(nint vector);

        /// <summary>The vector of a field of a STRUCT, or of a UNION, whose field 0 is the tag.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_struct_vector_get_child")]
        public static partial nint DuckDBStructVectorGetChild(nint vector, long index);
    }
}
