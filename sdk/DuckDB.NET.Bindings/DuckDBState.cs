namespace DuckDB.NET.Native;

/// <summary>What a call into libduckdb answers.</summary>
public enum DuckDBState
{
    /// <summary>It did what was asked.</summary>
    Success = 0,

    /// <summary>It did not; where the text of the error is depends on the call.</summary>
    Error = 1,
}
