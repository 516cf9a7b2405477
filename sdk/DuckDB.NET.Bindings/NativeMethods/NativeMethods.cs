namespace DuckDB.NET.Native;

/// <summary>libduckdb's C API, as much of it as DuckDB.NET.Data here uses; one nested class for each area, as the engine documents them.</summary>
public static partial class NativeMethods
{
    internal const string Library = "duckdb";
}
