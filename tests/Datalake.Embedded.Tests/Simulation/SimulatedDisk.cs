using System.IO.Enumeration;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Tests.Simulation;

/// <summary>
/// The machine's file system with a record of what a power failure can leave below a folder: of a file what it held when it was synced
/// last, or any part of what was written since; of a folder the names that it had when it was synced last, and of those made and deleted
/// since any.
/// </summary>
/// <param name="top">The folder that is there in any case.</param>
/// <param name="canSyncAll">False for a file system that can only be synced file by file, as on macOS and Windows.</param>
/// <param name="time">Dates files when they get their name; null for the machine's clock.</param>
internal sealed class SimulatedDisk(string top, bool canSyncAll, TimeProvider? time = null) : IFileSystem
{
    private static readonly LocalFileSystem Local = LocalFileSystem.Instance;

    private readonly Lock gate = new();
    private readonly Dictionary<string, DiskNode> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiskNode> durableFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> durableFolders = new(StringComparer.Ordinal);

    // What a name has led to since its folder was synced; null for nothing.
    private readonly Dictionary<string, List<DiskNode?>> since = new(StringComparer.Ordinal);

    public bool CanSyncAll => canSyncAll;

    /// <summary>Called before each call. What it throws, the call throws.</summary>
    public Action<DiskCall>? Calling { get; set; }

    public FileStream OpenFile(string path, FileStreamOptions options) => Do(
        new DiskCall(options.Access == FileAccess.Read ? DiskCallKind.Open : DiskCallKind.Write, path),
        () =>
        {
            var file = new SimulatedFile(path, options, call => Do(call, () => true));
            if (options.Mode is FileMode.Create or FileMode.CreateNew) Lead(path, new DiskNode());
            return file;
        });

    public FileSystemEnumerable<T> ListFolder<T>(
        string path, FileSystemEnumerable<T>.FindTransform transform, EnumerationOptions options) =>
        Do(new DiskCall(DiskCallKind.List, path), () => Local.ListFolder(path, transform, options));

    public void CreateFolder(string path) => Do(new DiskCall(DiskCallKind.CreateFolder, path), () => Local.CreateFolder(path));

    public void MoveFile(string from, string to, bool overwrite) => Do(new DiskCall(DiskCallKind.Move, from, to), () =>
    {
        if (time is not null && !IsDated(from)) File.SetLastWriteTimeUtc(from, time.GetUtcNow().UtcDateTime);
        var node = NodeOf(from);
        Keep(to);
        Local.MoveFile(from, to, overwrite);

        // Both names led to one file.
        if (File.Exists(from)) return;
        nodes.Remove(from);
        Lead(from, null);
        Lead(to, node);
    });

    public void SetLastWriteTime(string path, DateTime utc) =>
        Do(new DiskCall(DiskCallKind.Date, path), () => Local.SetLastWriteTime(path, utc));

    public bool LinkFile(string from, string to) => Do(new DiskCall(DiskCallKind.Link, from, to), () =>
    {
        var isLink = Local.LinkFile(from, to);
        Lead(to, isLink ? NodeOf(from) : new DiskNode());
        return isLink;
    });

    public void DeleteFile(string path) => Do(new DiskCall(DiskCallKind.DeleteFile, path), () => Delete(path));

    public void DeleteFolder(string path) => Do(new DiskCall(DiskCallKind.DeleteFolder, path), () =>
    {
        foreach (var file in Find(path, Directory.EnumerateFiles).ToList()) Delete(file);
        Local.DeleteFolder(path);
    });

    public void SyncFile(string path) => Do(
        new DiskCall(DiskCallKind.SyncFile, path),
        () => NodeOf(path).Synced = ContentOf(path) ?? throw new FileNotFoundException(null, path));

    public void SyncFolder(string path) => Do(new DiskCall(DiskCallKind.SyncFolder, path), () => RecordFolder(path));

    public void SyncAll(string path)
    {
        Assert.True(canSyncAll);
        Do(new DiskCall(DiskCallKind.SyncAll, path), () => RecordAll(path));
    }

    /// <summary>Makes all that is there durable.</summary>
    public void Settle()
    {
        lock (gate) RecordAll(top);
    }

    /// <summary>Whether a file has its content, wherever it may be, after a power failure now.</summary>
    public bool HasDurableContent(string path)
    {
        lock (gate) return ContentOf(path) is { } content && NodeOf(path).Synced is { } synced && content.AsSpan().SequenceEqual(synced);
    }

    /// <summary>Whether a name is there after a power failure now, and leads to what it leads to now.</summary>
    public bool HasDurableName(string path)
    {
        lock (gate)
        {
            if (!Directory.Exists(path) && (durableFiles.GetValueOrDefault(path) is not { } node || node != nodes.GetValueOrDefault(path)))
                return false;
            for (path = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!; path != top; path = Path.GetDirectoryName(path)!)
            {
                if (!durableFolders.Contains(path)) return false;
            }

            return true;
        }
    }

    /// <summary>Whether a file is there with its content after a power failure now.</summary>
    public bool Survives(string path) => HasDurableContent(path) && HasDurableName(path);

    /// <summary>What the disk holds after the program was killed now.</summary>
    public DiskImage ImageAfterKill() => Image(choices => choices - 1);

    /// <summary>What the disk holds at least after a power failure now: nothing that was not synced.</summary>
    public DiskImage ImageOfSynced() => Image(_ => 0);

    /// <summary>What the disk may hold after a power failure now.</summary>
    public DiskImage ImageAfterPowerFailure(Random random) => Image(random.Next);

    /// <param name="choose">Chooses one of so many possibilities; the first is what was synced, the last what is there now.</param>
    private DiskImage Image(Func<int, int> choose)
    {
        lock (gate)
        {
            var image = new DiskImage();
            var paths = Find(top, Directory.EnumerateFiles).Concat(durableFiles.Keys).Concat(since.Keys).Distinct(StringComparer.Ordinal);
            var filesOf = paths.ToLookup(path => Path.GetDirectoryName(path)!, StringComparer.Ordinal);
            var folders = Find(top, Directory.EnumerateDirectories).Concat(durableFolders).Distinct(StringComparer.Ordinal);
            Add(image, top, filesOf, folders.ToLookup(path => Path.GetDirectoryName(path)!, StringComparer.Ordinal), choose);
            return image;
        }
    }

    private void Add(
        DiskImage image, string folder, ILookup<string, string> filesOf, ILookup<string, string> foldersOf, Func<int, int> choose)
    {
        foreach (var path in filesOf[folder].Order(StringComparer.Ordinal))
        {
            var now = File.Exists(path) ? NodeOf(path) : null;
            List<DiskNode?> led = [durableFiles.GetValueOrDefault(path), .. since.GetValueOrDefault(path) ?? [], now];
            if (led[choose(led.Count)] is not { } node) continue;
            List<byte[]> contents = [.. ContentsOf(node)];
            image.Add(Path.GetRelativePath(top, path), contents[choose(contents.Count)], node.Modified);
        }

        foreach (var path in foldersOf[folder].Order(StringComparer.Ordinal))
        {
            bool[] isThere = [durableFolders.Contains(path), Directory.Exists(path)];
            if (!isThere[choose(2)]) continue;
            image.Add(Path.GetRelativePath(top, path));
            Add(image, path, filesOf, foldersOf, choose);
        }
    }

    private IEnumerable<byte[]> ContentsOf(DiskNode node)
    {
        var path = nodes.FirstOrDefault(known => known.Value == node).Key;
        var now = (path is null ? null : ContentOf(path)) ?? node.Last ?? node.Synced ?? [];
        yield return node.Synced ?? [];
        if (node.Synced is { } synced && synced.AsSpan().SequenceEqual(now)) yield break;
        yield return now[..(now.Length / 2)];
        yield return new byte[now.Length];
        yield return now;
    }

    private void RecordAll(string path)
    {
        for (var above = path; above != top; above = Path.GetDirectoryName(above)!) durableFolders.Add(above);
        foreach (var folder in Find(path, Directory.EnumerateDirectories).Prepend(path)) RecordFolder(folder);
        foreach (var file in Find(path, Directory.EnumerateFiles)) NodeOf(file).Synced = ContentOf(file) ?? NodeOf(file).Synced;
    }

    private void RecordFolder(string path)
    {
        foreach (var gone in durableFiles.Keys.Where(file => Path.GetDirectoryName(file) == path && !File.Exists(file)).ToList())
            durableFiles.Remove(gone);
        durableFolders.RemoveWhere(folder => Path.GetDirectoryName(folder) == path && !Directory.Exists(folder));
        foreach (var name in since.Keys.Where(name => Path.GetDirectoryName(name) == path).ToList()) since.Remove(name);
        foreach (var file in Directory.EnumerateFiles(path)) durableFiles[file] = NodeOf(file);
        durableFolders.UnionWith(Directory.EnumerateDirectories(path));
    }

    private void Delete(string path)
    {
        if (!File.Exists(path)) return;
        Keep(path);
        Local.DeleteFile(path);
        nodes.Remove(path);
        Lead(path, null);
    }

    // What a name leads to that it loses now may be there again after a power failure.
    private void Keep(string path)
    {
        if (File.Exists(path)) NodeOf(path).Last = ContentOf(path);
    }

    private void Lead(string path, DiskNode? node)
    {
        if (node is not null) nodes[path] = node;
        if (!since.TryGetValue(path, out var led)) since[path] = led = [];
        led.Add(node);
    }

    private DiskNode NodeOf(string path)
    {
        if (!nodes.TryGetValue(path, out var node)) nodes[path] = node = new DiskNode();
        if (File.Exists(path)) node.Modified = File.GetLastWriteTimeUtc(path);
        return node;
    }

    // Simulated times are whole seconds, those of the machine's clock are not.
    private static bool IsDated(string path) => File.GetLastWriteTimeUtc(path).Ticks % TimeSpan.TicksPerSecond == 0;

    private void Do(DiskCall call, Action work) => Do(call, () =>
    {
        work();
        return true;
    });

    private T Do<T>(DiskCall call, Func<T> work)
    {
        lock (gate)
        {
            Calling?.Invoke(call);
            return work();
        }
    }

    private static IEnumerable<string> Find(string path, Func<string, string, SearchOption, IEnumerable<string>> enumerate) =>
        Directory.Exists(path) ? enumerate(path, "*", SearchOption.AllDirectories) : [];

    private static byte[]? ContentOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (IOException)
        {
            // It is gone, or it is the lake's lock.
            return null;
        }
    }
}
