using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>One value of the engine, used to bind parameters.</summary>
public class DuckDBValue() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Value.DuckDBDestroyValue(ref handle);
        return true;
    }
}
