using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A TIME WITH TIME ZONE as the engine holds it.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBTimeTzStruct
{
    /// <summary>Time of day and offset, packed so that they sort.</summary>
    public ulong Bits { get; set; }
}

/// <summary>A TIME WITH TIME ZONE taken apart.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct DuckDBTimeTz
{
    /// <summary>The time of day at the offset.</summary>
    public DuckDBTimeOnly Time { get; set; }

    /// <summary>Seconds east of UTC; up to 15:59:59 either way, which is more than a <see cref="DateTimeOffset"/> holds.</summary>
    public int Offset { get; set; }
}
