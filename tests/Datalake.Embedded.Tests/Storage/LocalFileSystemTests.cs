using System.Runtime.InteropServices;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Storage;

/// <summary>A sync is one that the kernel knows of: it says how many pages of a file wait to be written.</summary>
public sealed partial class LocalFileSystemTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly LocalFileSystem files = LocalFileSystem.Instance;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_synced_file_has_nothing_left_to_be_written()
    {
        var path = WriteUnsynced();
        files.SyncFile(path);
        Assert.Equal(0, Unwritten(path));
    }

    [Fact]
    public void A_synced_file_system_has_nothing_left_to_be_written()
    {
        Assert.SkipUnless(files.CanSyncAll, "Only Linux syncs a whole file system.");
        var path = WriteUnsynced();
        files.SyncAll(folder.Path);
        Assert.Equal(0, Unwritten(path));
    }

    [Fact]
    public void A_folder_is_synced_and_one_that_is_not_there_is_an_error()
    {
        files.SyncFolder(folder.Path);
        if (!OperatingSystem.IsWindows())
            Assert.Contains(
                folder["none"], Assert.Throws<IOException>(() => files.SyncFolder(folder["none"])).Message, StringComparison.Ordinal);
        if (files.CanSyncAll) Assert.Throws<IOException>(() => files.SyncAll(folder["none"]));
        Assert.Throws<FileNotFoundException>(() => files.SyncFile(folder["none"]));
    }

    private string WriteUnsynced()
    {
        // Again where another process had the file system synced between the writing and the look.
        var path = folder["file"];
        for (var tries = 0; tries < 100; tries++)
        {
            File.WriteAllBytes(path, new byte[64 << 10]);
            if (OperatingSystem.IsLinux() && Unwritten(path) > 0) return path;
        }

        Assert.Skip("The kernel does not say what waits to be written (Linux 6.5 does), or the file is in memory alone.");
        return path;
    }

    /// <summary>Pages of a file that are dirty or being written; -1 where the kernel does not say.</summary>
    private static long Unwritten(string path)
    {
        const long CacheStat = 451;
        using var file = File.OpenHandle(path);
        var range = (stackalloc ulong[2]);
        var counts = (stackalloc ulong[5]);
        range[1] = (ulong)RandomAccess.GetLength(file);
        var done = SystemCall(
            CacheStat, (int)file.DangerousGetHandle(), ref MemoryMarshal.GetReference(range), ref MemoryMarshal.GetReference(counts), 0);
        return done == 0 ? (long)(counts[1] + counts[2]) : -1;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, int file, ref ulong range, ref ulong counts, uint flags);
}
