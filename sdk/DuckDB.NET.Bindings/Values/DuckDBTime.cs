using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A TIME as the engine holds it.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBTime
{
    /// <summary>Microseconds since midnight, from 0 to 86,400,000,000 (which is 24:00:00).</summary>
    public long Micros { get; set; }
}
