using System.Runtime.InteropServices;

namespace Datalake.Embedded.Storage;

/// <summary>Makes names durable: on Unix a file's name survives a power failure only once its folder is synced too, which .NET has no call for.</summary>
internal static partial class Durability
{
    private const int ReadOnly = 0;

    /// <summary>Syncs a file's content.</summary>
    public static void SyncFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Syncs a folder's names. Windows journals them by itself.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        WithDescriptor(path, Sync);
    }

    /// <summary>Syncs everything written to the file system that holds a folder; where that cannot be asked for, the folder alone.</summary>
    public static void SyncFileSystem(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        WithDescriptor(path, OperatingSystem.IsLinux() ? SyncAll : Sync);
    }

    private static void WithDescriptor(string path, Func<int, int> sync)
    {
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0) throw Failure(path);
        try
        {
            if (sync(descriptor) != 0) throw Failure(path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string path) => new($"The folder {path} cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncAll(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
