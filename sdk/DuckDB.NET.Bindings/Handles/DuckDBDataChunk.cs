using Microsoft.Win32.SafeHandles;

namespace DuckDB.NET.Native;

/// <summary>Some rows of a result, column by column (2,048 at most).</summary>
public class DuckDBDataChunk() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        NativeMethods.DataChunks.DuckDBDestroyDataChunk(ref handle);
        return true;
    }
}
