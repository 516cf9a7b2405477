using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>Finds libduckdb: where <c>DATALAKE_LIBDUCKDB</c> says, else next to the application, else where the system looks.</summary>
internal static class NativeLibraryResolver
{
    internal const string EnvironmentVariable = "DATALAKE_LIBDUCKDB";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must be set before the first call into any of the nested classes, which have nothing else in common.")]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Resolve);

    internal static string FileName =>
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    /// <exception cref="DllNotFoundException">There is none, or the one there cannot be loaded.</exception>
    internal static nint Load(string? chosen, string folder, Assembly assembly, DllImportSearchPath? searchPath, string name)
    {
        if (!string.IsNullOrEmpty(chosen)) return LoadChosen(chosen);

        var beside = Path.Combine(folder, FileName);
        if (File.Exists(beside)) return LoadFile(beside, "It lies next to the application but cannot be loaded");

        return NativeLibrary.TryLoad(name, assembly, searchPath, out var system)
            ? system
            : throw new DllNotFoundException(
                $"libduckdb was not found: there is no {beside} and the system knows none. " +
                $"Build the project with Node.js 20+ on the path, which fetches it, or set {EnvironmentVariable} to the path of a {FileName}.");
    }

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        string.Equals(name, NativeMethods.Library, StringComparison.Ordinal)
            ? Load(Environment.GetEnvironmentVariable(EnvironmentVariable), AppContext.BaseDirectory, assembly, searchPath, name)
            : 0;

    // What a person chose is used or refused, never passed over in silence.
    private static nint LoadChosen(string path) =>
        File.Exists(path)
            ? LoadFile(Path.GetFullPath(path), $"{EnvironmentVariable} names it but it cannot be loaded")
            : throw new DllNotFoundException(
                $"{EnvironmentVariable} is '{path}', and there is no such file. Set it to the path of a {FileName}, or unset it to use the one next to the application.");

    private static nint LoadFile(string path, string complaint)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException(
                $"libduckdb at {path}: {complaint}. It must be for this system and processor ({RuntimeInformation.RuntimeIdentifier}). {e.Message}", e);
        }
    }
}
