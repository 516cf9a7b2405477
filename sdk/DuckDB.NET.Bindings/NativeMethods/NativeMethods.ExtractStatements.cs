using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Taking a text of SQL apart into statements.</summary>
    public static partial class ExtractStatements
    {
        /// <summary>Parses a text and answers how many statements it holds; 0 when it holds none or is not SQL.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_extract_statements", StringMarshalling = StringMarshalling.Utf8)]
        public static partial int DuckDBExtractStatements(
            DuckDBNativeConnection connection, string query, out DuckDBExtractedStatements extractedStatements);

        /// <summary>Plans one of the statements. On an error the prepared statement carries its text.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_prepare_extracted_statement")]
        public static partial DuckDBState DuckDBPrepareExtractedStatement(
            DuckDBNativeConnection connection, DuckDBExtractedStatements extractedStatements, long index,
            out DuckDBPreparedStatement preparedStatement);

        /// <summary>Why the text is not SQL; empty when it is.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_extract_statements_error")]
        [return: MarshalUsing(typeof(DuckDBOwnedStringMarshaller))]
        public static partial string DuckDBExtractStatementsError(DuckDBExtractedStatements extractedStatements);

        /// <summary>Frees the statements and clears the handle.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_extracted")]
        public static partial void DuckDBDestroyExtracted(ref nint extractedStatements);
    }
}
