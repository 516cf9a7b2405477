using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>What a statement answered.</summary>
    public static partial class Query
    {
        /// <summary>Frees a result.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_result")]
        public static partial void DuckDBDestroyResult(ref DuckDBResult result);

        /// <summary>The next rows of a result, held in memory or streaming; an invalid handle at the end and after an error.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_fetch_chunk")]
        public static partial DuckDBDataChunk DuckDBFetchChunk(DuckDBResult result);

        /// <summary>What kind of answer it is.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_result_return_type")]
        public static partial DuckDBResultType DuckDBResultReturnType(DuckDBResult result);

        /// <summary>How many rows were changed or written. Not to be asked of a streaming result.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_rows_changed")]
        public static partial long DuckDBRowsChanged(ref DuckDBResult result);

        /// <summary>How many columns the result has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_column_count")]
        public static partial ulong DuckDBColumnCount(ref DuckDBResult result);

        /// <summary>The name of a column; <paramref name="col"/> starts at 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_column_name")]
        [return: MarshalUsing(typeof(DuckDBOwnedStringMarshaller))]
        public static partial string DuckDBColumnName(ref DuckDBResult result, long col);

        /// <summary>The type of a column; <paramref name="col"/> starts at 0.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_column_logical_type")]
        public static partial DuckDBLogicalType DuckDBColumnLogicalType(ref DuckDBResult result, long col);

        /// <summary>Why the statement failed; empty when it did not.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_result_error")]
        [return: MarshalUsing(typeof(DuckDBOwnedStringMarshaller))]
        public static partial string DuckDBResultError(ref DuckDBResult result);

        /// <summary>The kind of the error.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_result_error_type")]
        public static partial DuckDBErrorType DuckDBResultErrorType(ref DuckDBResult result);
    }
}
