namespace Datalake.Testing;

/// <summary>A folder for one test, gone when the test is over.</summary>
public sealed class TestFolder : IDisposable
{
    private const string MemoryDisk = "/dev/shm";

    /// <summary>Makes one.</summary>
    /// <param name="inMemory">True for many small files that need no disk; where the system has a disk in memory, it is there.</param>
    public TestFolder(bool inMemory = false)
    {
        Path = inMemory && Directory.Exists(MemoryDisk)
            ? Directory.CreateDirectory(System.IO.Path.Combine(MemoryDisk, "lake-test-" + System.IO.Path.GetRandomFileName())).FullName
            : Directory.CreateTempSubdirectory("lake-test-").FullName;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The path of something in it.</summary>
    /// <param name="relative">The path from the folder on.</param>
    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file and the folders above it.</summary>
    /// <param name="relative">The path from the folder on.</param>
    /// <param name="text">The content.</param>
    /// <returns>The whole path.</returns>
    public string Write(string relative, string text)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
