using System.Diagnostics;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>
/// A file system of its own in memory, so that it can be filled and made read-only even for root. Needs the right to mount.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TestFolder folder = new();

    private SmallDisk()
    {
    }

    public string Path => folder.Path;

    /// <summary>Mounts one; ends the test where that is not allowed.</summary>
    public static SmallDisk Mount(string size)
    {
        var disk = new SmallDisk();
        if (
            !OperatingSystem.IsLinux()
            || !Environment.IsPrivilegedProcess
            || !TryRun("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk.Path)
        )
        {
            disk.folder.Dispose();
            MissingPart.Report("A file system can only be mounted by root on Linux, with the right to mount: run the tests as root.");
        }

        return disk;
    }

    public void MakeReadOnly() => Assert.True(TryRun("mount", "-o", "remount,ro", Path));

    public void MakeWritable() => Assert.True(TryRun("mount", "-o", "remount,rw", Path));

    /// <summary>Takes all room but so many bytes.</summary>
    public void Fill(int free)
    {
        var room = new DriveInfo(Path).AvailableFreeSpace - free;
        using var file = File.Create(System.IO.Path.Combine(Path, "filler"));
        var block = new byte[4096];
        for (; room > 0; room -= block.Length) file.Write(block);
    }

    public void Free() => File.Delete(System.IO.Path.Combine(Path, "filler"));

    public void Dispose()
    {
        TryRun("umount", "-l", Path);
        folder.Dispose();
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
