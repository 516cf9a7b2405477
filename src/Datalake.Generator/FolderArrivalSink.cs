namespace Datalake.Generator;

/// <summary>Writes each arrival as a file below a folder, its key as the path. A file that is there already is replaced.</summary>
/// <param name="root">The folder; made when it is not there.</param>
public sealed class FolderArrivalSink(string root) : IArrivalSink
{
    private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string key, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var path = $"{root}/{key}";
        using var file = Open(path);
        RandomAccess.Write(file, content, fileOffset: 0);
    }

    // Most arrivals find their folder there, so looking first would cost a system call for each; the first one in a folder pays instead.
    private static Microsoft.Win32.SafeHandles.SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        }
    }
}
