using Datalake.Storage;

namespace Datalake.Embedded.Queries;

/// <summary>
/// The files of a table at one moment. A consumable table's change while the partition routine puts an hour in place of itself: the finished marks
/// say when, since an hour's mark is taken away before and put after.
/// </summary>
internal sealed class TableFiles
{
    private const int Looks = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly LakeFolder folder;
    private readonly LakeTable table;
    private Dictionary<string, (DateTime Changed, long Length)> marks = [];
    private HashSet<string> hours = [];

    private TableFiles(LakeFolder folder, LakeTable table)
    {
        this.folder = folder;
        this.table = table;
    }

    /// <summary>Their full paths, in order.</summary>
    public IReadOnlyList<string> Paths { get; private set; } = [];

    /// <summary>Finds the files of a table. Waits about a second for an hour that is being replaced; then what is there is taken, as a process that was killed may have left it.</summary>
    /// <param name="folder">The lake.</param>
    /// <param name="table">A table of its own files, not the current versions.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="ObjectStoreException">The folder cannot be read.</exception>
    public static TableFiles Find(LakeFolder folder, LakeTable table, CancellationToken cancellation)
    {
        var files = new TableFiles(folder, table);
        for (var look = 1; ; look++)
        {
            Storage.FileObjectStore.Guard(files.Look, "list", files.Prefix);
            if (look == Looks || !files.IsBeingReplaced() && !files.AreReplaced()) return files;
            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>True when an hour they belong to was made again since they were found, so that some may hold other rows now.</summary>
    public bool AreReplaced()
    {
        if (table.Kind == LakeTableKind.Staged) return false;
        var now = Marks();
        return marks.Any(mark => !now.TryGetValue(mark.Key, out var version) || version != mark.Value) || hours.Any(hour => !marks.ContainsKey(hour) && now.ContainsKey(hour));
    }

    private string Prefix => table.Kind == LakeTableKind.Staged ? LakeKeys.Stage(table.Dataset.Name) : LakeKeys.Consumable(table.Dataset.Name);

    private void Look()
    {
        marks = Marks();
        hours = [];
        var paths = new List<string>();
        var root = Path.Combine(folder.Root, Prefix.TrimEnd('/'));
        if (Directory.Exists(root))
        {
            foreach (var path in Directory.EnumerateFiles(root, "*.parquet", SearchOption.AllDirectories))
            {
                var key = Prefix + Path.GetRelativePath(root, path).Replace('\\', '/');
                if (table.Kind == LakeTableKind.Staged ? !LakeKeys.TryParseStage(table.Dataset.Name, key, out var hour) : !LakeKeys.TryParseConsumable(table.Dataset.Name, key, out _, out hour)) continue;
                paths.Add(path);
                hours.Add(hour.ToString());
            }
        }

        paths.Sort(StringComparer.Ordinal);
        Paths = paths;
    }

    /// <summary>True when an hour without a mark has files, or old ones were moved away: what the partition routine has in hand lies in a folder of its own.</summary>
    private bool IsBeingReplaced()
    {
        if (table.Kind == LakeTableKind.Staged || !Directory.Exists(folder.Partition)) return false;
        var name = table.Dataset.Name + "-";
        return Directory.EnumerateDirectories(folder.Partition, name + "*").Any(work =>
            Path.GetFileName(work)[name.Length..] is var hour && !marks.ContainsKey(hour) && (hours.Contains(hour) || Directory.Exists(Path.Combine(work, "old"))));
    }

    private Dictionary<string, (DateTime Changed, long Length)> Marks()
    {
        var place = new DirectoryInfo(Path.Combine(folder.Root, LakeKeys.FinishedHours(table.Dataset.Name)));
        var found = new Dictionary<string, (DateTime Changed, long Length)>(StringComparer.Ordinal);
        if (table.Kind == LakeTableKind.Staged || !place.Exists) return found;
        foreach (var mark in place.EnumerateFiles("*.json"))
        {
            // Gone in between, it is as if it had not been there.
            if (mark.Exists) found[Path.GetFileNameWithoutExtension(mark.Name)] = (mark.LastWriteTimeUtc, mark.Length);
        }

        return found;
    }
}
