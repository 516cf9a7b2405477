using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Settings given when a database is opened.</summary>
    public static partial class Configuration
    {
        /// <summary>Makes an empty set of settings.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_create_config")]
        public static partial DuckDBState DuckDBCreateConfig(out DuckDBConfig config);

        /// <summary>Sets one setting. A value that it cannot have is an error here, an unknown name when the database is opened.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_set_config", StringMarshalling = StringMarshalling.Utf8)]
        public static partial DuckDBState DuckDBSetConfig(DuckDBConfig config, string name, string option);

        /// <summary>Frees the settings and clears the handle.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_destroy_config")]
        public static partial void DuckDBDestroyConfig(ref nint config);
    }
}
