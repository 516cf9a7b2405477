using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Binding parameters and executing.</summary>
    public static partial class PreparedStatements
    {
        /// <summary>Why the statement could not be planned or a value not bound; empty when there is no error.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_prepare_error")]
        [return: MarshalUsing(typeof(DuckDBOwnedStringMarshaller))]
        public static partial string DuckDBPrepareError(DuckDBPreparedStatement preparedStatement);

        /// <summary>How many parameters the statement has.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_nparams")]
        public static partial long DuckDBParams(DuckDBPreparedStatement preparedStatement);

        /// <summary>The name of a parameter, or its position when it has none; <paramref name="index"/> starts at 1.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_parameter_name")]
        [return: MarshalUsing(typeof(DuckDBCallerOwnedStringMarshaller))]
        internal static partial string DuckDBParameterName(DuckDBPreparedStatement preparedStatement, long index);

        /// <summary>Binds a value to a parameter; <paramref name="index"/> starts at 1.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_bind_value")]
        public static partial DuckDBState DuckDBBindValue(DuckDBPreparedStatement preparedStatement, long index, DuckDBValue value);

        /// <summary>Executes the statement and holds its whole answer in memory.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_execute_prepared")]
        public static partial DuckDBState DuckDBExecutePrepared(DuckDBPreparedStatement preparedStatement, out DuckDBResult result);

        /// <summary>Executes the statement; rows are made as they are fetched, where the statement allows that.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_execute_prepared_streaming")]
        public static partial DuckDBState DuckDBExecutePreparedStreaming(
            DuckDBPreparedStatement preparedStatement, out DuckDBResult result);

        /// <summary>Frees the statement and clears the handle.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_prepare")]
        public static partial void DuckDBDestroyPrepare(ref nint preparedStatement);
    }
}
