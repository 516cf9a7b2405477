using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A DECIMAL(width, scale).</summary>
/// <param name="width">How many digits its type has, 1 to 38.</param>
/// <param name="scale">How many of them stand behind the point.</param>
/// <param name="value">The digits as a whole number.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBDecimal(byte width, byte scale, DuckDBHugeInt value)
{
    /// <summary>How many digits its type has, 1 to 38.</summary>
    public byte Width { get; } = width;

    /// <summary>How many of them stand behind the point.</summary>
    public byte Scale { get; } = scale;

    /// <summary>The digits as a whole number: 12.5 at scale 2 is 1250.</summary>
    public DuckDBHugeInt Value { get; } = value;
}
