namespace DuckDB.NET.Native;

/// <summary>
/// libduckdb's C API, as much of it as DuckDB.NET.Data here uses; one nested class for each area, as the engine documents them. What
/// DuckDB.NET declares otherwise, or not at all, is internal.
/// </summary>
public static partial class NativeMethods
{
    internal const string Library = "duckdb";
}
