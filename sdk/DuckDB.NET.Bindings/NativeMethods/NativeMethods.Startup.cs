using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Opening and closing databases and connections.</summary>
    public static partial class Startup
    {
        /// <summary>Opens the database file at a path (null: in memory). On an error <paramref name="error"/> says which.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_open_ext", StringMarshalling = StringMarshalling.Utf8)]
        public static partial DuckDBState DuckDBOpen(
            string? path, out DuckDBDatabase database, DuckDBConfig config,
            [MarshalUsing(typeof(DuckDBCallerOwnedStringMarshaller))] out string error);

        /// <summary>Closes a database and clears the handle.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_close")]
        public static partial void DuckDBClose(ref nint database);

        /// <summary>Connects to an open database.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_connect")]
        public static partial DuckDBState DuckDBConnect(DuckDBDatabase database, out DuckDBNativeConnection connection);

        /// <summary>Closes a connection and clears the handle.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_disconnect")]
        public static partial void DuckDBDisconnect(ref nint connection);

        /// <summary>Asks what runs on a connection to stop; allowed from any thread.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_interrupt")]
        public static partial void DuckDBInterrupt(DuckDBNativeConnection connection);

        /// <summary>The version of libduckdb, for example <c>v1.5.6</c>.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_library_version")]
        [return: MarshalUsing(typeof(DuckDBOwnedStringMarshaller))]
        public static partial string DuckDBLibraryVersion();
    }
}
