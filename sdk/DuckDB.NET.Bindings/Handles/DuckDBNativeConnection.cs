using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>A connection to a database.</summary>
public class DuckDBNativeConnection() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>Asks what runs on this connection to stop. Allowed from any thread; without effect when nothing runs.</summary>
    public void Interrupt() => NativeMethods.Startup.DuckDBInterrupt(this);

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.Startup.DuckDBDisconnect(ref handle);
        return true;
    }
}
