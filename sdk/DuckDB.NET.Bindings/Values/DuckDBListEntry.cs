using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>Where in the child vector the elements of one LIST or MAP are.</summary>
/// <param name="offset">The index of the first one.</param>
/// <param name="length">How many there are.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBListEntry(ulong offset, ulong length)
{
    /// <summary>The index of the first element.</summary>
    public ulong Offset { get; } = offset;

    /// <summary>How many elements there are.</summary>
    public ulong Length { get; } = length;
}
