using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>Settings for a database that is to be opened.</summary>
public class DuckDBConfig() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Configuration.DuckDBDestroyConfig(ref handle);
        return true;
    }
}
