using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>What fits nowhere else.</summary>
    public static partial class Helpers
    {
        /// <summary>Frees memory that the engine handed over.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_free")]
        public static partial void DuckDBFree(nint ptr);
    }
}
