using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>A type of the engine with what belongs to it: fields, width, dictionary.</summary>
public class DuckDBLogicalType() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.LogicalType.DuckDBDestroyLogicalType(ref handle);
        return true;
    }
}
