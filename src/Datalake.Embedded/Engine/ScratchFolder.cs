using System.Globalization;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Engine;

/// <summary>A folder below the system's temporary one for what a reader's engine spills: the lake itself is not written by who reads it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private static int made;

    /// <summary>Names a folder; the engine makes it when it needs it.</summary>
    public ScratchFolder()
    {
        Path = System.IO.Path.Combine(
            System.IO.Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"datalake-{Environment.ProcessId}-{Interlocked.Increment(ref made)}"));
    }

    /// <summary>The folder's path.</summary>
    public string Path { get; }

    /// <summary>Opens the engine on it.</summary>
    public DuckDB.NET.Data.DuckDBConnection OpenEngine(Engine.EngineOptions options) =>
        FileObjectStore.Guard(() => new Engine.DuckDbEngine(options, Path).Open(), "use", "the temporary folder");

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // What stays is the system's to clean.
        }
    }
}
