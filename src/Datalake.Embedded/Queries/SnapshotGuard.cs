using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Queries;

/// <summary>
/// A consumable table when it was listed, to find out whether its files belong together. The partition routine deletes an hour's completion
/// marker before it replaces the hour's files and writes a new one after, so what was listed and read while no marker changed was not
/// changed either.
/// </summary>
internal sealed class SnapshotGuard
{
    private const int Looks = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly LakeFolder folder;
    private readonly string dataset;
    private readonly Dictionary<string, (DateTime Changed, long Length)> markers;
    private readonly HashSet<string> moving;

    private SnapshotGuard(LakeFolder folder, string dataset)
    {
        this.folder = folder;
        this.dataset = dataset;
        markers = Markers();
        moving = Moving();
    }

    /// <summary>
    /// Looks at a table. Waits about a second for an hour that is being replaced; then it is taken as it is, as a process that was killed
    /// may have left it so.
    /// </summary>
    /// <param name="folder">The lake.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <exception cref="ObjectStoreException">The folder cannot be read.</exception>
    public static SnapshotGuard Take(LakeFolder folder, string dataset, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            var guard = FileObjectStore.Guard(() => new SnapshotGuard(folder, dataset), "list", LakeKeys.CompletionMarkers(dataset));
            if (look == Looks || guard.moving.Count == 0) return guard;
            cancellationToken.WaitHandle.WaitOne(Pause);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>True when files were put or taken since: those that were listed may not belong together.</summary>
    public bool HasMoved()
    {
        var now = new SnapshotGuard(folder, dataset);
        return now.markers.Count != markers.Count || HasLost(now.markers) || !now.moving.SetEquals(moving);
    }

    /// <summary>True when an hour that was there was made again since: its files may hold other rows than were listed.</summary>
    public bool HasLost() => HasLost(Markers());

    private bool HasLost(Dictionary<string, (DateTime Changed, long Length)> now) =>
        markers.Any(marker => !now.TryGetValue(marker.Key, out var version) || version != marker.Value);

    private Dictionary<string, (DateTime Changed, long Length)> Markers()
    {
        var place = new DirectoryInfo(Path.Combine(folder.Root, LakeKeys.CompletionMarkers(dataset)));
        var found = new Dictionary<string, (DateTime Changed, long Length)>(StringComparer.Ordinal);
        if (!place.Exists) return found;
        foreach (var marker in place.EnumerateFiles("*.json"))
        {
            // Gone in between, it is as if it had not been there.
            if (marker.Exists) found[Path.GetFileNameWithoutExtension(marker.Name)] = (marker.LastWriteTimeUtc, marker.Length);
        }

        return found;
    }

    /// <summary>
    /// The hours without a marker that have files, or of which old ones were moved away. What the partition routine has in hand lies in a
    /// folder of its own.
    /// </summary>
    private HashSet<string> Moving()
    {
        if (!Directory.Exists(folder.Partition)) return [];
        var name = dataset + "-";
        var unmarked = Directory.EnumerateDirectories(folder.Partition, name + "*")
            .Select(work => (Work: work, Hour: Path.GetFileName(work)[name.Length..]))
            .Where(hour => !markers.ContainsKey(hour.Hour))
            .ToArray();
        if (unmarked.Length == 0) return [];
        var table = Path.Combine(folder.Root, LakeKeys.Consumable(dataset).TrimEnd('/'));
        return
        [
            .. unmarked
                .Where(hour => Directory.Exists(Path.Combine(hour.Work, "old")) || HasFiles(table, hour.Hour))
                .Select(hour => hour.Hour),
        ];
    }

    private static bool HasFiles(string table, string hour) =>
        Directory.Exists(table) && Directory.EnumerateDirectories(table, $"ingestion={hour}", SearchOption.AllDirectories).Any();
}
