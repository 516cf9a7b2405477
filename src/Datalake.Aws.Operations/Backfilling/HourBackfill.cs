using Datalake.Aws.Operations.Stacks;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Backfilling;

/// <summary>Has stage hours run again: takes their finished marks away, so that they are due at the next trigger.</summary>
/// <param name="lake">The lake's store.</param>
/// <param name="stack">The stack.</param>
public sealed class HourBackfill(IObjectStore lake, DeployedStack stack)
{
    private readonly FinishedHours finished = new(lake);

    /// <summary>Makes hours due again.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="first">The first hour.</param>
    /// <param name="last">The last hour, not before the first.</param>
    /// <param name="dryRun">Only look: no mark is taken away.</param>
    /// <param name="cancellation">Stops between hours.</param>
    /// <returns>The hours of the range that have stage files or a mark, oldest first.</returns>
    /// <exception cref="OperationException">There is no such dataset.</exception>
    public async Task<IReadOnlyList<HourBackfillOutcome>> RunAsync(
        string dataset, IngestionHour first, IngestionHour last, bool dryRun, CancellationToken cancellation)
    {
        stack.Require(dataset);
        var marked = await finished.ListAsync(dataset, cancellation);
        var outcomes = new List<HourBackfillOutcome>();
        for (var hour = first; hour <= last; hour = IngestionHour.Of(new DateTimeOffset(hour.End)))
        {
            cancellation.ThrowIfCancellationRequested();
            var files = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var found in lake.ListAsync(LakeKeys.Stage(dataset, hour), cancellation)) files.Add(found.Key);
            if (!marked.Contains(hour))
            {
                if (files.Count > 0) outcomes.Add(new HourBackfillOutcome(hour, files.Count, HourBackfillResult.AlreadyDue, null));
                continue;
            }

            outcomes.Add(await ReopenAsync(dataset, hour, files, dryRun, cancellation));
        }

        return outcomes;
    }

    private async Task<HourBackfillOutcome> ReopenAsync(string dataset, IngestionHour hour, HashSet<string> files, bool dryRun, CancellationToken cancellation)
    {
        // A run replaces all that the hour wrote by what its stage files hold now. Where some have expired, that would take rows out of the table.
        var mark = await finished.ReadAsync(dataset, hour, cancellation);
        var gone = mark?.StageFiles.Count(file => !files.Contains(file)) ?? 0;
        if (files.Count == 0 || gone > 0)
        {
            var reason = files.Count == 0
                ? "It has no stage file any more; the rows it wrote stay as they are."
                : $"{gone} of the {mark!.StageFiles.Count} stage files it was made of are gone, and a run would take their rows out of the table. Structure the raw objects again instead (--prefix).";
            return new HourBackfillOutcome(hour, files.Count, HourBackfillResult.Left, reason);
        }

        if (!dryRun) await finished.RemoveAsync(dataset, hour, cancellation);
        return new HourBackfillOutcome(hour, files.Count, HourBackfillResult.Reopened, null);
    }
}

/// <summary>What became of an hour that was to be run again.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="StageFiles">Its stage files.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Reason">Why it was left; null when it was not.</param>
public sealed record HourBackfillOutcome(IngestionHour Hour, int StageFiles, HourBackfillResult Result, string? Reason);

/// <summary>What became of an hour.</summary>
public enum HourBackfillResult
{
    /// <summary>It had a mark, which is gone: the next trigger runs it.</summary>
    Reopened,

    /// <summary>It had no mark: the next trigger after its end runs it anyway.</summary>
    AlreadyDue,

    /// <summary>It was left as it is.</summary>
    Left,
}
