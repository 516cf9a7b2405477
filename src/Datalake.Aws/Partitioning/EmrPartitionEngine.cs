using System.Security.Cryptography;
using System.Text.Json;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Partitioning;

/// <summary>
/// Has a transient EMR cluster run <c>spark/partition_routine.py</c> over all hours that are due. One run at a time, and one run for an
/// hour's trigger however often it comes: a run is taken by a conditional put of its file, and is released when its cluster failed.
/// </summary>
/// <param name="lake">The lake's store.</param>
/// <param name="lakeUri">The lake as the cluster names it, <c>s3://bucket</c>.</param>
/// <param name="contracts">Where each dataset's contract is, by the dataset's name.</param>
/// <param name="clusters">Starts clusters and says how they are.</param>
/// <param name="time">Says which hour's trigger it is.</param>
public sealed class EmrPartitionEngine(
    IObjectStore lake, string lakeUri, IReadOnlyDictionary<string, string> contracts, TransientClusters clusters, TimeProvider time)
{
    // A function may run for 15 minutes (AWS Lambda quotas). Whoever took a run and has named no cluster by then is not going to.
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(15);

    private readonly RunFiles runs = new(lake);

    /// <summary>Starts a run for hours that are due, unless one is under way or this hour has had its own.</summary>
    /// <param name="hours">The hours, oldest first; at least one.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The run that was started, or why none was.</returns>
    /// <exception cref="ClusterException">EMR did not start a cluster; the run is free again.</exception>
    public async Task<ClusterRun> StartAsync(IReadOnlyList<DueHour> hours, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hours);
        if (hours.Count == 0) return new ClusterRun(null, "No hour is due.");
        var unknown = hours.Select(hour => hour.Dataset.Name).FirstOrDefault(name => !contracts.ContainsKey(name));
        if (unknown is not null) throw new ArgumentException($"It is not known where the contract of dataset {unknown} is.", nameof(hours));

        var now = time.GetUtcNow();
        var trigger = IngestionHour.Of(now).ToString();
        var last = await runs.FindLastAsync(cancellationToken);
        if (last is not null && await WhyNotAsync(last, trigger, now, cancellationToken) is { } reason) return new ClusterRun(last, reason);

        var mine = await runs.TryTakeAsync(last, run => NewRun(run, trigger, now, hours), cancellationToken);
        if (mine is null) return new ClusterRun(null, "Another function has just taken this run.");
        return new ClusterRun(await StartAsync(mine, hours, cancellationToken), null);
    }

    private async Task<string?> WhyNotAsync(RunFile last, string trigger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (last.Failure is not null) return null;
        if (last.ClusterId is null)
        {
            if (now - last.StartedAt < StartTime) return $"Run {last.Run} is being started.";

            // Its function ended before it could name the cluster: either EMR has one of this name, or there is none.
            if (await clusters.FindByNameAsync(ClusterName(last), last.StartedAt, cancellationToken) is not { } found) return null;
            last = last with { ClusterId = found };
            await runs.UpdateAsync(last, cancellationToken);
        }

        return await clusters.GetStateAsync(last.ClusterId!, cancellationToken) switch
        {
            ClusterState.Active => $"Run {last.Run} is under way on cluster {last.ClusterId}. What is due waits for the next trigger.",
            ClusterState.Succeeded when last.Trigger == trigger => $"This hour's run {last.Run} is done, by cluster {last.ClusterId}.",
            _ => null,
        };
    }

    private async Task<RunFile> StartAsync(RunFile mine, IReadOnlyList<DueHour> hours, CancellationToken cancellationToken)
    {
        try
        {
            await PutPlanAsync(mine.Run, hours, cancellationToken);
            var cluster = await clusters.StartAsync(ClusterName(mine), mine.Run, $"{lakeUri}/{RunKeys.Plan(mine.Run)}", cancellationToken);
            mine = mine with { ClusterId = cluster };
        }
        catch (Exception failure)
            when (failure is ClusterException { IsAmbiguous: false } or ObjectStoreException or OperationCanceledException)
        {
            // EMR refused, or was never asked because there is no plan: nothing was started. What else may go wrong leaves that open, and
            // the run taken.
            await runs.UpdateAsync(mine with { Failure = failure.Message }, CancellationToken.None);
            throw;
        }

        await runs.UpdateAsync(mine, cancellationToken);
        await runs.TrimAsync(cancellationToken);
        return mine;
    }

    private async Task PutPlanAsync(string run, IReadOnlyList<DueHour> hours, CancellationToken cancellationToken)
    {
        var planned = hours.Select(hour => new PlannedHour(hour.Dataset.Name, contracts[hour.Dataset.Name], hour.Hour.ToString()));
        var plan = JsonSerializer.SerializeToUtf8Bytes(new RunPlan(run, lakeUri, [.. planned]), RunJson.Default.RunPlan);
        await lake.PutAsync(RunKeys.Plan(run), plan, PutMode.Replace, cancellationToken);
    }

    private static RunFile NewRun(string run, string trigger, DateTimeOffset now, IReadOnlyList<DueHour> hours) => new()
    {
        Run = run,
        Trigger = trigger,
        Token = RandomNumberGenerator.GetHexString(12, lowercase: true),
        StartedAt = now,
        Hours = [.. hours.Select(hour => $"{hour.Dataset.Name}/{hour.Hour}")],
    };

    private static string ClusterName(RunFile file) => $"partition-routine-{file.Run}-{file.Token}";
}

/// <summary>What became of a trigger.</summary>
/// <param name="File">The run that was started, or the one that stands in the way; null where there is none.</param>
/// <param name="Skipped">Why nothing was started; null when something was.</param>
public sealed record ClusterRun(RunFile? File, string? Skipped);
