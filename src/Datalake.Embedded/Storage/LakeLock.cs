using System.Globalization;

namespace Datalake.Embedded.Storage;

/// <summary>Keeps a lake to one writing process. The operating system lets go of it when the process ends, however it ends.</summary>
public sealed class LakeLock : IDisposable
{
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
        FileObjectStore.Guard(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!), "make the folder", "_state");
        FileStream taken;
        try
        {
            taken = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw FileObjectStore.Describe(failure, "take the lock", "_state/lock");
        }
        catch (IOException failure)
        {
            throw File.Exists(path) ? new LakeLockedException(root, Holder(path), failure) : FileObjectStore.Describe(failure, "take the lock", "_state/lock");
        }

        taken.SetLength(0);
        taken.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        return new LakeLock(taken);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string Holder(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd() is { Length: > 0 } pid ? pid : "unknown";
    }
}
