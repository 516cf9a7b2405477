using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A DATE as the engine holds it.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBDate
{
    /// <summary>The date that is after all others.</summary>
    public static readonly DuckDBDate PositiveInfinity = new() { Days = int.MaxValue };

    /// <summary>The date that is before all others.</summary>
    public static readonly DuckDBDate NegativeInfinity = new() { Days = -int.MaxValue };

    /// <summary>Days since 1970-01-01.</summary>
    public int Days { get; set; }

    /// <summary>Whether it is one of the two infinities.</summary>
    public readonly bool IsInfinity => IsPositiveInfinity || IsNegativeInfinity;

    /// <summary>Whether it is after all other dates.</summary>
    public readonly bool IsPositiveInfinity => Days == int.MaxValue;

    /// <summary>Whether it is before all other dates.</summary>
    public readonly bool IsNegativeInfinity => Days == -int.MaxValue;
}
