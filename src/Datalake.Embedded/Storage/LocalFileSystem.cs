using System.IO.Enumeration;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Datalake.Embedded.Storage;

/// <summary>The machine's file system.</summary>
internal sealed partial class LocalFileSystem : IFileSystem
{
    private const int ReadOnly = 0;

    private LocalFileSystem()
    {
    }

    public static LocalFileSystem Instance { get; } = new();

    /// <summary>Only Linux has a call that waits until all of a file system is written.</summary>
    public bool CanSyncAll => OperatingSystem.IsLinux();

    public FileStream OpenFile(string path, FileStreamOptions options) => new(path, options);

    public FileSystemEnumerable<T> ListFolder<T>(
        string path, FileSystemEnumerable<T>.FindTransform transform, EnumerationOptions options) => new(path, transform, options);

    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    public void MoveFile(string from, string to, bool overwrite) => File.Move(from, to, overwrite);

    public void SetLastWriteTime(string path, DateTime utc) => File.SetLastWriteTimeUtc(path, utc);

    public bool LinkFile(string from, string to)
    {
        // Windows, and file systems without links.
        if (!OperatingSystem.IsWindows() && Link(from, to) == 0) return true;
        File.Copy(from, to);
        return false;
    }

    public void DeleteFile(string path) => File.Delete(path);

    public void DeleteFolder(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    public void SyncFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

        // FlushFileBuffers on Windows, and F_FULLFSYNC on macOS, where fsync leaves the content in the drive's cache.
        RandomAccess.FlushToDisk(handle);
    }

    public void SyncFolder(string path)
    {
        // Windows journals names by itself.
        if (OperatingSystem.IsWindows()) return;
        using var folder = OpenFolder(path);
        RandomAccess.FlushToDisk(folder);
    }

    public void SyncAll(string path)
    {
        using var folder = OpenFolder(path);
        if (SyncFileSystem(folder) != 0) throw Failure(path);
    }

    // .NET opens no folders.
    private static SafeFileHandle OpenFolder(string path)
    {
        var descriptor = Open(path, ReadOnly);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure(path);
    }

    private static IOException Failure(string path) => new($"The folder {path} cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncFileSystem(SafeFileHandle folder);
}
