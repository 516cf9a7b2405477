using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace DuckDB.NET.Native;

/// <summary>Reads text that stays the engine's: nothing is freed.</summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedOut, typeof(DuckDBOwnedStringMarshaller))]
internal static class DuckDBOwnedStringMarshaller
{
    /// <summary>The text at <paramref name="unmanaged"/>; empty when that is null.</summary>
    public static string ConvertToManaged(nint unmanaged) => Marshal.PtrToStringUTF8(unmanaged) ?? "";
}

/// <summary>Reads text that the engine hands over: it is freed once read.</summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedOut, typeof(DuckDBCallerOwnedStringMarshaller))]
internal static class DuckDBCallerOwnedStringMarshaller
{
    /// <summary>The text at <paramref name="unmanaged"/>; empty when that is null.</summary>
    public static string ConvertToManaged(nint unmanaged) => Marshal.PtrToStringUTF8(unmanaged) ?? "";

    /// <summary>Gives the memory back to the engine.</summary>
    public static void Free(nint unmanaged) => NativeMethods.Helpers.DuckDBFree(unmanaged);
}
