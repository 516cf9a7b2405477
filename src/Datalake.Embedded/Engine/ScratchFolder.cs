using Datalake.Embedded.Storage;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Engine;

/// <summary>
/// A folder below the system's temporary one for what a reader's engine spills: a reader does not write into the lake. The system gives it
/// a name that no other process has, in whatever container it runs, and lets nobody else read it.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes a folder.</summary>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The temporary folder cannot be written.</exception>
    public ScratchFolder()
    {
        Path = FileObjectStore.Guard(() => Directory.CreateTempSubdirectory("datalake-").FullName, "use", "the temporary folder");
    }

    /// <summary>The folder's path.</summary>
    public string Path { get; }

    /// <summary>Opens the engine on it.</summary>
    /// <param name="options">How much of the machine the engine may take.</param>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be used; it is removed then.</exception>
    public DuckDBConnection OpenEngine(EngineOptions options)
    {
        try
        {
            return FileObjectStore.Guard(() => new DuckDbEngine(options, Path).OpenNew(), "use", "the temporary folder");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // The system cleans what stays.
        }
    }
}
