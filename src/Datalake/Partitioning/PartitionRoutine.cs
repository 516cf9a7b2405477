using Datalake.Datasets;
using Datalake.Storage;

namespace Datalake.Partitioning;

/// <summary>
/// The hourly batch: finds the hours that are closed and not done, oldest first, and has the engine do them. An hour is done when its finished
/// mark names every stage file it has.
/// </summary>
/// <param name="lake">The lake's store.</param>
/// <param name="catalog">The datasets.</param>
/// <param name="engine">Does the hours.</param>
/// <param name="time">Says which hours are closed.</param>
public sealed class PartitionRoutine(IObjectStore lake, DatasetCatalog catalog, IPartitionEngine engine, TimeProvider time)
{
    private readonly FinishedHours finished = new(lake);

    /// <summary>Finds the hours to do.</summary>
    /// <param name="request">Which to take.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Oldest hour first, datasets in the order of their names.</returns>
    public async Task<IReadOnlyList<DueHour>> FindDueAsync(PartitionRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var due = new List<DueHour>();
        foreach (var dataset in catalog.All.Where(dataset => request.Dataset is null || dataset.Name == request.Dataset))
        {
            due.AddRange(await FindDueAsync(dataset, request, cancellation));
        }

        return [.. due.OrderBy(hour => hour.Hour).ThenBy(hour => hour.Dataset.Name, StringComparer.Ordinal)];
    }

    /// <summary>Finds the hours to do and does them.</summary>
    /// <param name="request">Which to take.</param>
    /// <param name="progress">Hears of each hour as it ends; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<HourOutcome>> RunAsync(PartitionRequest request, IProgress<HourOutcome>? progress, CancellationToken cancellation)
    {
        var due = await FindDueAsync(request, cancellation);
        return due.Count == 0 ? [] : await engine.RunAsync(due, progress, cancellation);
    }

    private async Task<List<DueHour>> FindDueAsync(DatasetContract dataset, PartitionRequest request, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var prefix = request.Hour is { } only ? LakeKeys.Stage(dataset.Name, only) : LakeKeys.Stage(dataset.Name);
        var files = new Dictionary<IngestionHour, List<string>>();
        await foreach (var found in lake.ListAsync(prefix, cancellation))
        {
            if (!LakeKeys.TryParseStage(dataset.Name, found.Key, out var hour)) continue;
            if (!files.TryGetValue(hour, out var list)) files[hour] = list = [];
            list.Add(found.Key);
        }

        var marked = request.Hour is null ? await finished.ListAsync(dataset.Name, cancellation) : new HashSet<IngestionHour>();
        var due = new List<DueHour>();
        foreach (var (hour, keys) in files)
        {
            if (request.Hour is null && !await IsDueAsync(dataset.Name, hour, keys, marked.Contains(hour), request, now, cancellation)) continue;
            due.Add(new DueHour(dataset, hour, [.. keys.Order(StringComparer.Ordinal)]));
        }

        return due;
    }

    // A mark is read only where a late file could still open its hour again: in a bucket of years, reading all of them would take minutes.
    private async ValueTask<bool> IsDueAsync(
        string dataset, IngestionHour hour, List<string> files, bool isMarked, PartitionRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        if (hour.End > now.UtcDateTime && !request.IncludeOpen) return false;
        if (!isMarked) return true;
        if (hour.End <= now.UtcDateTime - request.LookBack) return false;
        return await finished.ReadAsync(dataset, hour, cancellation) is not { } mark || files.Except(mark.StageFiles, StringComparer.Ordinal).Any();
    }
}
