using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Queries;

/// <summary>
/// A consumable table at one moment, to tell whether its files belong together. The partition routine takes an hour's finished mark away before it
/// replaces the hour's files and puts a new one after, so what was listed and read while no mark changed was not changed either.
/// </summary>
internal sealed class TableMoment
{
    private const int Looks = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly LakeFolder folder;
    private readonly string dataset;
    private readonly Dictionary<string, (DateTime Changed, long Length)> marks;
    private readonly HashSet<string> moving;

    private TableMoment(LakeFolder folder, string dataset)
    {
        this.folder = folder;
        this.dataset = dataset;
        marks = Marks();
        moving = Moving();
    }

    /// <summary>Looks at a table. Waits about a second for an hour that is being replaced; then it is taken as it is, as a process that was killed may have left it so.</summary>
    /// <param name="folder">The lake.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="ObjectStoreException">The folder cannot be read.</exception>
    public static TableMoment Take(LakeFolder folder, string dataset, CancellationToken cancellation)
    {
        for (var look = 1; ; look++)
        {
            var moment = FileObjectStore.Guard(() => new TableMoment(folder, dataset), "list", LakeKeys.CompletionMarkers(dataset));
            if (look == Looks || moment.moving.Count == 0) return moment;
            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>True when files were put or taken since: those that were listed may not belong together.</summary>
    public bool HasMoved()
    {
        var now = new TableMoment(folder, dataset);
        return now.marks.Count != marks.Count || HasLost(now.marks) || !now.moving.SetEquals(moving);
    }

    /// <summary>True when an hour that was there was made again since: its files may hold other rows than were listed.</summary>
    public bool HasLost() => HasLost(Marks());

    private bool HasLost(Dictionary<string, (DateTime Changed, long Length)> now) =>
        marks.Any(mark => !now.TryGetValue(mark.Key, out var version) || version != mark.Value);

    private Dictionary<string, (DateTime Changed, long Length)> Marks()
    {
        var place = new DirectoryInfo(Path.Combine(folder.Root, LakeKeys.CompletionMarkers(dataset)));
        var found = new Dictionary<string, (DateTime Changed, long Length)>(StringComparer.Ordinal);
        if (!place.Exists) return found;
        foreach (var mark in place.EnumerateFiles("*.json"))
        {
            // Gone in between, it is as if it had not been there.
            if (mark.Exists) found[Path.GetFileNameWithoutExtension(mark.Name)] = (mark.LastWriteTimeUtc, mark.Length);
        }

        return found;
    }

    /// <summary>The hours without a mark that have files, or of which old ones were moved away. What the partition routine has in hand lies in a folder of its own.</summary>
    private HashSet<string> Moving()
    {
        if (!Directory.Exists(folder.Partition)) return [];
        var name = dataset + "-";
        var unmarked = Directory.EnumerateDirectories(folder.Partition, name + "*")
            .Select(work => (Work: work, Hour: Path.GetFileName(work)[name.Length..])).Where(hour => !marks.ContainsKey(hour.Hour)).ToArray();
        if (unmarked.Length == 0) return [];
        var table = Path.Combine(folder.Root, LakeKeys.Consumable(dataset).TrimEnd('/'));
        return [.. unmarked.Where(hour => Directory.Exists(Path.Combine(hour.Work, "old")) || HasFiles(table, hour.Hour)).Select(hour => hour.Hour)];
    }

    private static bool HasFiles(string table, string hour) =>
        Directory.Exists(table) && Directory.EnumerateDirectories(table, $"ingestion={hour}", SearchOption.AllDirectories).Any();
}
