using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>One statement, parsed and planned, with its parameters.</summary>
public class DuckDBPreparedStatement() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.PreparedStatements.DuckDBDestroyPrepare(ref handle);
        return true;
    }
}
