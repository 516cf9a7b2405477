using Datalake.Datasets;
using Datalake.Storage;

namespace Datalake.Partitioning;

/// <summary>
/// Finds the hours that the partition routine has to run: those that are over and have stage files which no completion marker names.
/// </summary>
/// <param name="lake">The lake's store.</param>
/// <param name="catalog">The datasets.</param>
/// <param name="time">Decides which hours are over.</param>
/// <param name="hours">
/// Knows the hours that have stage files, so that the files of complete hours need not be listed; null where only a listing knows.
/// </param>
public sealed class DueHours(IObjectStore lake, DatasetCatalog catalog, TimeProvider time, IStageHours? hours = null)
{
    private readonly CompletionMarkers markers = new(lake);

    /// <summary>
    /// Finds the due hours. One that the request names is due whether it is complete or not, with all of its stage files.
    /// </summary>
    /// <param name="request">Which hours and datasets to look at.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The oldest hour first, the datasets of an hour in the order of their names.</returns>
    public async Task<IReadOnlyList<DueHour>> FindAsync(PartitionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var due = new List<DueHour>();
        foreach (var dataset in catalog.All.Where(dataset => request.Dataset is null || dataset.Name == request.Dataset))
        {
            due.AddRange(
                request.Hour is { } hour
                    ? (await FindAsync(dataset, hour, cancellationToken)).Select(named => named.Whole())
                    : await FindAllAsync(dataset, request, cancellationToken)
            );
        }

        return [.. due.OrderBy(hour => hour.Hour).ThenBy(hour => hour.Dataset.Name, StringComparer.Ordinal)];
    }

    /// <summary>Every hour of a dataset that has stage files or a completion marker and is over, or complete; the oldest first.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<IReadOnlyList<DueHour>> FindAllAsync(DatasetContract dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var now = time.GetUtcNow().UtcDateTime;
        var marked = await markers.ReadAllAsync(dataset.Name, cancellationToken);
        var staged = await ListAsync(dataset, LakeKeys.Stage(dataset.Name), cancellationToken);
        return
        [
            .. marked.Keys.Concat(staged.Keys.Where(hour => hour.End <= now)).Distinct().Order()
                .Select(hour => DueHour.Create(dataset, hour, staged.GetValueOrDefault(hour) ?? [], marked.GetValueOrDefault(hour))),
        ];
    }

    /// <summary>Looks whether an hour has stage files that its completion marker does not cover, be the hour over or not.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The hour; none when it has no such files.</returns>
    public async Task<IReadOnlyList<DueHour>> FindNewAsync(DatasetContract dataset, IngestionHour hour, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return [.. (await FindAsync(dataset, hour, cancellationToken)).Where(due => due.NewFiles.Count > 0)];
    }

    private async Task<DueHour[]> FindAsync(DatasetContract dataset, IngestionHour hour, CancellationToken cancellationToken)
    {
        // The marker first: what it names was in the stage before, so a file that is not listed after is gone.
        var marker = await markers.ReadAsync(dataset.Name, hour, cancellationToken);
        var files = await ListAsync(dataset, LakeKeys.Stage(dataset.Name, hour), cancellationToken);
        var due = DueHour.Create(dataset, hour, files.GetValueOrDefault(hour) ?? [], marker);
        return due.StageFiles.Count + due.MissingFiles.Count == 0 ? [] : [due];
    }

    private async Task<List<DueHour>> FindAllAsync(DatasetContract dataset, PartitionRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var marked = await markers.ListAsync(dataset.Name, cancellationToken);
        var newest = marked.Count > 0 ? await markers.ReadAsync(dataset.Name, marked.Max(), cancellationToken) : null;
        var limit = request.LimitOf(now, newest);
        var due = new List<DueHour>();
        await foreach (var (hour, files) in StagedAsync(dataset, IsLookedAt, cancellationToken))
        {
            var marker = marked.Contains(hour) ? await markers.ReadAsync(dataset.Name, hour, cancellationToken) : null;
            if (marker is null) due.Add(DueHour.Create(dataset, hour, files, null));
            else if (files.Except(marker.StageFiles, StringComparer.Ordinal).Any())
                due.AddRange(await FindAsync(dataset, hour, cancellationToken));
        }

        return due;

        // A marker is read only where a late file could still make its hour due again: in a bucket of years, reading all of them would take
        // minutes.
        bool IsLookedAt(IngestionHour hour) =>
            (hour.End <= now || request.IncludeOpen) && !(marked.Contains(hour) && hour.End <= limit);
    }

    private async IAsyncEnumerable<(IngestionHour Hour, List<string> Files)> StagedAsync(
        DatasetContract dataset,
        Func<IngestionHour, bool> isLookedAt,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (hours is null)
        {
            foreach (var (hour, files) in await ListAsync(dataset, LakeKeys.Stage(dataset.Name), cancellationToken))
            {
                if (isLookedAt(hour)) yield return (hour, files);
            }

            yield break;
        }

        foreach (var hour in hours.Find(dataset.Name, cancellationToken).Where(isLookedAt))
        {
            var files = await ListAsync(dataset, LakeKeys.Stage(dataset.Name, hour), cancellationToken);
            if (files.TryGetValue(hour, out var found)) yield return (hour, found);
        }
    }

    private async Task<Dictionary<IngestionHour, List<string>>> ListAsync(
        DatasetContract dataset, string prefix, CancellationToken cancellationToken)
    {
        var files = new Dictionary<IngestionHour, List<string>>();
        await foreach (var found in lake.ListAsync(prefix, cancellationToken))
        {
            if (!LakeKeys.TryParseStage(dataset.Name, found.Key, out var hour)) continue;
            if (!files.TryGetValue(hour, out var list)) files[hour] = list = [];
            list.Add(found.Key);
        }

        return files;
    }
}
