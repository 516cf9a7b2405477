using System.Globalization;

namespace Datalake.Embedded.Storage;

/// <summary>Keeps a lake to one writing process. The operating system lets go of it when the process ends, however it ends.</summary>
public sealed class LakeLock : IDisposable
{
    // EAGAIN on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream file;

    private LakeLock(FileStream file)
    {
        this.file = file;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <exception cref="LakeLockedException">Another process has it.</exception>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be written.</exception>
    public static LakeLock Take(string root)
    {
        var path = Path.Combine(root, "_state", "lock");

        // A file of its own: what is locked cannot be read by others.
        var holder = path + ".pid";
        FileObjectStore.Guard(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!), "make the folder", "_state");
        FileStream taken;
        try
        {
            taken = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException failure) when (Array.Exists(Held, code => code == failure.HResult))
        {
            throw new LakeLockedException(root, Holder(holder), failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileObjectStore.Describe(failure, "take the lock", "_state/lock");
        }

        try
        {
            FileObjectStore.Guard(
                () => File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), "write", "_state/lock.pid");
        }
        catch
        {
            taken.Dispose();
            throw;
        }

        return new LakeLock(taken);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(path) is { Length: > 0 } pid ? pid : "unknown";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
