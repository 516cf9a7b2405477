using System.Security.Cryptography;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>
/// The machine's file system, with a record of what a power failure would leave: of a file the content that it had when it was synced last,
/// of a folder the names that it held when it was synced last.
/// </summary>
/// <param name="top">The folder that is there in any case.</param>
/// <param name="canSyncAll">False for a file system that can only be synced file by file, as on macOS and Windows.</param>
internal sealed class RecordingFileSystem(string top, bool canSyncAll) : IFileSystem
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> contents = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public bool CanSyncAll => canSyncAll;

    /// <summary>Called before a file or a folder is renamed, with its path and the new one.</summary>
    public Action<string, string>? Renaming { get; set; }

    /// <summary>Called before the names in a folder are synced, with its path.</summary>
    public Action<string>? SyncingFolder { get; set; }

    /// <summary>Called before a file is deleted.</summary>
    public Action<string>? Deleting { get; set; }

    public void CreateFolder(string path) => LocalFileSystem.Instance.CreateFolder(path);

    public void MoveFile(string from, string to, bool overwrite) =>
        Move(from, to, () => LocalFileSystem.Instance.MoveFile(from, to, overwrite));

    public bool LinkFile(string from, string to)
    {
        lock (gate)
        {
            var isLink = LocalFileSystem.Instance.LinkFile(from, to);
            if (isLink && contents.TryGetValue(from, out var content)) contents[to] = content;
            return isLink;
        }
    }

    public void DeleteFile(string path)
    {
        Deleting?.Invoke(path);
        LocalFileSystem.Instance.DeleteFile(path);
    }

    public void SyncFile(string path)
    {
        lock (gate) contents[path] = ContentOf(path) ?? throw new FileNotFoundException(null, path);
    }

    public void SyncFolder(string path)
    {
        SyncingFolder?.Invoke(path);
        lock (gate)
        {
            names.RemoveWhere(name => Path.GetDirectoryName(name) == path);
            names.UnionWith(Directory.EnumerateFileSystemEntries(path));
        }
    }

    public void SyncAll(string path)
    {
        Assert.True(canSyncAll);
        lock (gate)
        {
            for (var above = path; above != top; above = Path.GetDirectoryName(above)!) names.Add(above);
            foreach (
                var folder in Directory.EnumerateDirectories(path, "*", SearchOption.AllDirectories).Prepend(path).Where(Directory.Exists))
                SyncFolder(folder);
            foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            {
                if (ContentOf(file) is { } content) contents[file] = content;
            }
        }
    }

    /// <summary>Whether a file has its content, wherever it may be, after a power failure now.</summary>
    public bool HasDurableContent(string path)
    {
        lock (gate) return contents.TryGetValue(path, out var content) && content == ContentOf(path);
    }

    /// <summary>Whether a name is there after a power failure now, and leads to what it leads to now.</summary>
    public bool HasDurableName(string path)
    {
        lock (gate)
        {
            for (; path != top; path = Path.GetDirectoryName(path)!)
            {
                if (!names.Contains(path)) return false;
            }

            return true;
        }
    }

    /// <summary>Whether a file is there with its content after a power failure now.</summary>
    public bool Survives(string path) => HasDurableContent(path) && HasDurableName(path);

    private void Move(string from, string to, Action move)
    {
        Renaming?.Invoke(from, to);
        lock (gate)
        {
            move();

            // What was there before may come back, and does not count as this.
            foreach (var path in contents.Keys.Where(path => IsIn(path, to)).ToList()) contents.Remove(path);
            names.RemoveWhere(path => IsIn(path, to));
            foreach (var path in contents.Keys.Where(path => IsIn(path, from)).ToList())
            {
                contents[to + path[from.Length..]] = contents[path];
                contents.Remove(path);
            }

            // The name in the folder above is as it was until that is synced; the names inside go along.
            foreach (var path in names.Where(path => path != from && IsIn(path, from)).ToList())
            {
                names.Add(to + path[from.Length..]);
                names.Remove(path);
            }
        }
    }

    private static bool IsIn(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string? ContentOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Convert.ToHexString(SHA256.HashData(file));
        }
        catch (IOException)
        {
            // It is gone, or it is the lake's lock.
            return null;
        }
    }
}
