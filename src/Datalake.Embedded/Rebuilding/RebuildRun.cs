using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Partitioning;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Embedded.Rebuilding;

/// <summary>Makes a consumable table again from the stage or from <c>raw/</c>, or compares it with what that would give.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="catalog">The datasets.</param>
/// <param name="raw">The arrivals.</param>
/// <param name="store">The lake's store.</param>
/// <param name="log">The commits.</param>
/// <param name="engine">The engine.</param>
/// <param name="options">The lake's settings.</param>
/// <param name="erased">The records that are kept out.</param>
internal sealed class RebuildRun(
    DatasetContract dataset, DatasetCatalog catalog, FileObjectStore raw, FileObjectStore store, CommitLog log, DuckDbEngine engine,
    LakeOptions options, IErasedRecords erased)
{
    private readonly DuckDbPartitionEngine partitions = new(store, engine, options.Time);

    private string Scratch => Path.Combine(new LakeFolder(store.Root).Partition, $"{dataset.Name}-restage");

    /// <summary>Makes the table again.</summary>
    public async Task<RebuildReport> RebuildAsync(RebuildOptions request, CancellationToken cancellationToken)
    {
        var id = new LakeTables(store, options.Time).Of(dataset).NewId().ToString("N");
        var journal = RebuildJournal.Begin(store, dataset.Name, id);
        try
        {
            if (!request.FromRaw)
                return await partitions.RebuildAsync(dataset, await HoursAsync(cancellationToken), journal, "stage", [], cancellationToken);
            var restaged = await RestageAsync(request, store, journal.Prepared, id[..8], cancellationToken);
            var (hours, emptied) = await HoursAsync(restaged, cancellationToken);
            var report = await partitions.RebuildAsync(
                dataset, hours, journal, "raw", [.. restaged.Superseded, .. emptied], cancellationToken);
            return report with { Kept = restaged.Kept };
        }
        finally
        {
            if (!journal.IsPrepared) journal.Drop();
            Clear();
        }
    }

    /// <summary>Compares the table. Nothing is written.</summary>
    public async Task<VerifyReport> VerifyAsync(RebuildOptions request, CancellationToken cancellationToken)
    {
        if (!request.FromRaw)
        {
            var hours = await HoursAsync(cancellationToken);
            if (hours.FirstOrDefault(hour => hour.Refusal is not null) is { } bad)
                throw new EngineException($"Dataset {dataset.Name}, hour {bad.Hour}: {bad.Refusal}");
            return await partitions.VerifyAsync(dataset, [.. hours.SelectMany(hour => hour.StageFiles)], cancellationToken);
        }

        try
        {
            var target = new FileObjectStore(Path.Combine(Scratch, "lake"), syncsWriters: false, null, options.Files);
            var restaged = await RestageAsync(request, null, target, "verify", cancellationToken);
            var (hours, _) = await HoursAsync(restaged, cancellationToken);
            var files = hours.SelectMany(hour => hour.StageFiles).Select(SourceOf);
            return await partitions.VerifyAsync(dataset, [.. files], cancellationToken);

            string SourceOf(string key) =>
                File.Exists(target.PathOf(key)) ? Path.GetRelativePath(store.Root, target.PathOf(key)).Replace('\\', '/') : key;
        }
        finally
        {
            Clear();
        }
    }

    private async Task<Restaged> RestageAsync(
        RebuildOptions request, FileObjectStore? structured, FileObjectStore target, string run, CancellationToken cancellationToken)
    {
        using var steps = new RestageSteps(dataset, raw, structured, Scratch, options, erased);
        var restage = new RestageRun(dataset, raw, store, log, engine, steps, target, run, options);
        return await restage.RunAsync(request.KeepsStaged, cancellationToken);
    }

    // Hours that are complete, or due: what is not, is not in the table.
    private async Task<IReadOnlyList<DueHour>> HoursAsync(CancellationToken cancellationToken) =>
        await new DueHours(store, catalog, options.Time).FindAllAsync(dataset, cancellationToken);

    /// <summary>The same hours, with the stage files that they will have; and the markers of hours that will have none.</summary>
    private async Task<(IReadOnlyList<DueHour> Hours, IReadOnlyList<string> Emptied)> HoursAsync(
        Restaged restaged, CancellationToken cancellationToken)
    {
        var now = options.Time.GetUtcNow().UtcDateTime;
        var marked = await new CompletionMarkers(store).ReadAllAsync(dataset.Name, cancellationToken);
        var files = restaged.Files.GroupBy(HourOf).ToDictionary(hour => hour.Key, hour => hour.ToArray());
        var known = restaged.Files.Concat(restaged.Superseded).ToHashSet(StringComparer.Ordinal);
        foreach (var (hour, marker) in marked.OrderBy(hour => hour.Key))
        {
            if (marker.StageFiles.Order(StringComparer.Ordinal).FirstOrDefault(key => !known.Contains(key)) is not { } gone) continue;
            throw new EngineException(
                $"Dataset {dataset.Name}, hour {hour}: the stage file {gone} is gone, and no commit says which arrivals it came from. Nothing was " +
                $"changed. Restore it from a copy, or delete {LakeKeys.CompletionMarker(dataset.Name, hour)} to do without its rows.");
        }

        return (
            [.. files.Where(hour => hour.Key.End <= now || marked.ContainsKey(hour.Key)).OrderBy(hour => hour.Key)
                .Select(hour => DueHour.Create(dataset, hour.Key, hour.Value, null))],
            [.. marked.Keys.Where(hour => !files.ContainsKey(hour)).Order().Select(hour => LakeKeys.CompletionMarker(dataset.Name, hour))]);
    }

    private IngestionHour HourOf(string key) =>
        LakeKeys.TryParseStage(dataset.Name, key, out var hour) ? hour : throw new InvalidOperationException($"{key} is no stage file.");

    private void Clear()
    {
        if (Directory.Exists(Scratch)) Directory.Delete(Scratch, recursive: true);
    }
}
