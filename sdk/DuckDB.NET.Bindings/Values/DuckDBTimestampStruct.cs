using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A TIMESTAMP of any precision as the engine holds it.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBTimestampStruct
{
    /// <summary>The timestamp that is after all others.</summary>
    public static readonly DuckDBTimestampStruct PositiveInfinity = new() { Micros = long.MaxValue };

    /// <summary>The timestamp that is before all others.</summary>
    public static readonly DuckDBTimestampStruct NegativeInfinity = new() { Micros = -long.MaxValue };

    /// <summary>Microseconds since 1970-01-01; seconds, milliseconds or nanoseconds where the column's type says so.</summary>
    public long Micros { get; set; }

    /// <summary>Whether it is one of the two infinities.</summary>
    public readonly bool IsInfinity => IsPositiveInfinity || IsNegativeInfinity;

    /// <summary>Whether it is after all other timestamps.</summary>
    public readonly bool IsPositiveInfinity => Micros == long.MaxValue;

    /// <summary>Whether it is before all other timestamps.</summary>
    public readonly bool IsNegativeInfinity => Micros == -long.MaxValue;
}
