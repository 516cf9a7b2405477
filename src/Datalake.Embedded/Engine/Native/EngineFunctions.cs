using System.Runtime.InteropServices;

namespace Datalake.Embedded.Engine.Native;

/// <summary>What the parts of libduckdb's C API here share.</summary>
internal static partial class EngineFunctions
{
    internal const string Library = "duckdb";

    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint VectorOf(nint chunk, ulong column);
}
