using System.Collections.Concurrent;

namespace Datalake.Embedded.Storage;

/// <summary>
/// Makes names below a folder durable. A new folder is itself a name in the folder above it, which another thread, or a process that was
/// killed, may have left unsynced; so each folder's own name is synced once by this process, whoever created it.
/// </summary>
internal sealed class SyncedFolders(string root, IFileSystem files)
{
    private const int RememberedFolders = 10_000;

    private readonly ConcurrentDictionary<string, bool> synced = new(StringComparer.Ordinal);

    /// <summary>Creates a root that does not exist, with the folders above it, and syncs their names.</summary>
    public static void CreateRoot(string root, IFileSystem files)
    {
        var created = new List<string>();
        for (var folder = root; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            created.Add(folder);
        files.CreateFolder(root);
        foreach (var folder in created) files.SyncFolder(Path.GetDirectoryName(folder)!);
    }

    /// <summary>Makes the names in a folder durable, and the folder's own name and those above it.</summary>
    public void Sync(string folder)
    {
        files.SyncFolder(folder);
        var unknown = new List<string>();
        for (var next = folder; next.Length > root.Length && !synced.ContainsKey(next);)
        {
            unknown.Add(next);
            files.SyncFolder(next = Path.GetDirectoryName(next)!);
        }

        // Only now: a folder's name is durable when those above it are.
        if (synced.Count + unknown.Count > RememberedFolders) synced.Clear();
        foreach (var name in unknown) synced[name] = true;
    }
}
