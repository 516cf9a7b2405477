using Datalake.Aws.Operations.Stacks;
using Datalake.Datasets;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Backfilling;

/// <summary>
/// Has stage hours run again: removes their completion markers, so that they are due at the next trigger. A run inserts what the table does
/// not hold, so nothing is doubled, and nothing is removed.
/// </summary>
/// <param name="lake">The lake's store.</param>
/// <param name="stack">The stack.</param>
public sealed class HourBackfill(IObjectStore lake, DeployedStack stack)
{
    private readonly CompletionMarkers markers = new(lake);

    /// <summary>Makes hours due again.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="first">The first hour.</param>
    /// <param name="last">The last hour, not before the first.</param>
    /// <param name="dryRun">True to only look: no completion marker is removed.</param>
    /// <param name="cancellationToken">A token to cancel the operation, looked at between hours.</param>
    /// <returns>The hours of the range that have stage files or a completion marker, oldest first.</returns>
    /// <exception cref="OperationException">There is no such dataset.</exception>
    public async Task<IReadOnlyList<HourBackfillOutcome>> RunAsync(
        string dataset, IngestionHour first, IngestionHour last, bool dryRun, CancellationToken cancellationToken)
    {
        var (contract, _) = stack.Require(dataset);
        var marked = await markers.ListAsync(dataset, cancellationToken);
        var outcomes = new List<HourBackfillOutcome>();
        var staged = new Dictionary<IngestionHour, HashSet<string>>();
        for (var hour = first; hour <= last; hour = IngestionHour.Of(new DateTimeOffset(hour.End)))
        {
            if (hour == first || hour.Start.Hour == 0) staged = await ListDayAsync(dataset, hour, cancellationToken);
            var files = staged.GetValueOrDefault(hour) ?? [];
            if (marked.Contains(hour)) outcomes.Add(await ReopenAsync(contract, hour, files, dryRun, cancellationToken));
            else if (files.Count > 0) outcomes.Add(new HourBackfillOutcome(hour, files.Count, HourBackfillResult.AlreadyDue, null));
        }

        return outcomes;
    }

    // A day at a time: a range of months would else be thousands of listings, most of them empty.
    private async Task<Dictionary<IngestionHour, HashSet<string>>> ListDayAsync(
        string dataset, IngestionHour hour, CancellationToken cancellationToken)
    {
        var files = new Dictionary<IngestionHour, HashSet<string>>();
        var ofHour = LakeKeys.Stage(dataset, hour);
        var ofDay = ofHour[..(ofHour.LastIndexOf('/', ofHour.Length - 2) + 1)];
        await foreach (var found in lake.ListAsync(ofDay, cancellationToken))
        {
            if (!LakeKeys.TryParseStage(dataset, found.Key, out var at)) continue;
            if (!files.TryGetValue(at, out var ofIt)) files[at] = ofIt = new HashSet<string>(StringComparer.Ordinal);
            ofIt.Add(found.Key);
        }

        return files;
    }

    private async Task<HourBackfillOutcome> ReopenAsync(
        DatasetContract dataset, IngestionHour hour, HashSet<string> files, bool dryRun, CancellationToken cancellationToken)
    {
        var reason = files.Count == 0
            ? "It has no stage file any more; the rows it wrote stay as they are."
            : DueHour.Create(dataset, hour, files, await markers.ReadAsync(dataset.Name, hour, cancellationToken)).Refusal;
        if (reason is not null)
            return new HourBackfillOutcome(
                hour,
                files.Count,
                HourBackfillResult.Left,
                $"{reason} To take the records again, structure their raw objects again (--prefix)."
            );
        if (!dryRun) await markers.RemoveAsync(dataset.Name, hour, cancellationToken);
        return new HourBackfillOutcome(hour, files.Count, HourBackfillResult.Reopened, null);
    }
}

/// <summary>What became of an hour that was to be run again.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="StageFiles">Its stage files.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Reason">Why it was left as it is; null when it was not.</param>
public sealed record HourBackfillOutcome(IngestionHour Hour, int StageFiles, HourBackfillResult Result, string? Reason);

/// <summary>What became of an hour.</summary>
public enum HourBackfillResult
{
    /// <summary>It had a completion marker, which is removed: the next trigger runs it.</summary>
    Reopened,

    /// <summary>It had no completion marker: the next trigger after its end runs it anyway.</summary>
    AlreadyDue,

    /// <summary>It was left as it is.</summary>
    Left,
}
