using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>
/// What a statement answered, laid out as libduckdb's <c>duckdb_result</c>: five members it no longer uses and a pointer.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBResult
{
    // Never read here, but libduckdb copies the whole struct, so its size must be right.
    private readonly ulong columnCount;
    private readonly ulong rowCount;
    private readonly ulong rowsChanged;
    private readonly nint columns;
    private readonly nint errorMessage;
    private readonly nint internalData;

    /// <summary>Frees what the engine holds for it. To be called once.</summary>
    public void Close() => NativeMethods.Query.DuckDBDestroyResult(ref this);
}
