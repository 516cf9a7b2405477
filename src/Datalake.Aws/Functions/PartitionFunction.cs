using Datalake.Aws.Events;
using Datalake.Aws.Logging;
using Datalake.Aws.Partitioning;
using Datalake.Aws.Settings;
using Datalake.Partitioning;

namespace Datalake.Aws.Functions;

/// <summary>
/// Starts a cluster for the hours that are due: the function <c>submitPartitionRoutineCluster</c>. What the trigger says does not matter,
/// only that it came.
/// </summary>
/// <param name="hours">Finds the due hours.</param>
/// <param name="engine">Starts a cluster for them.</param>
/// <param name="tools">What it works with.</param>
/// <param name="shown">The years that the raw tables show; null when nobody said.</param>
public sealed class PartitionFunction(DueHours hours, EmrPartitionEngine engine, FunctionTools tools, ShownYears? shown = null)
{
    /// <summary>Looks for due hours and starts a cluster for them.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="FunctionFailedException">The store or EMR could not do it, and trying again can help.</exception>
    public async Task<PartitionAnswer> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        var (trigger, source) = TriggerReader.Read(invocation.Event);
        var log = tools.Log(invocation.RequestId).With(("trigger", trigger), ("source", source));
        var metrics = tools.Metrics();
        using var deadline = new CancellationTokenSource(invocation.WorkTime, tools.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var found = await hours.FindAsync(new PartitionRequest(), both.Token);
            Count(found, metrics);
            if (shown is { } years) CountNotShown(found, years, log, metrics);
            foreach (var refused in found.Where(hour => hour.Refusal is not null))
            {
                log.Error(
                    "An hour was not run.",
                    ("dataset", refused.Dataset.Name),
                    ("hour", refused.Hour.ToString()),
                    ("error", refused.Refusal)
                );
            }

            DueHour[] due = [.. found.Where(hour => hour.Refusal is null)];
            if (due.Length == 0)
            {
                var reason = found.Count == 0 ? "No hour is due." : $"No hour can run: {found.Count} miss stage files.";
                log.Info("No cluster is started.", ("reason", reason));
                return new PartitionAnswer(0, null, null, reason);
            }

            var run = await engine.StartAsync(due, both.Token);
            metrics.Add(FunctionMetrics.NoDataset, run.Skipped is null ? MetricNames.ClustersStarted : MetricNames.RunsSkipped, 1);
            log.Info(
                run.Skipped ?? "A cluster was started.", ("run", run.File?.Run), ("cluster", run.File?.ClusterId), ("hoursDue", due.Length),
                ("oldest", due[0].Hour.ToString()), ("newest", due[^1].Hour.ToString()));
            return new PartitionAnswer(due.Length, run.File?.Run, run.File?.ClusterId, run.Skipped);
        }
        catch (OperationCanceledException stopped) when (deadline.IsCancellationRequested)
        {
            throw Fail(
                log,
                metrics,
                new TimeoutException(
                    "The function's time was nearly over before a cluster was started. Give it more memory or a longer time-out.", stopped)
            );
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw Fail(log, metrics, failure);
        }
        finally
        {
            metrics.Flush();
        }
    }

    private void Count(IReadOnlyList<DueHour> due, FunctionMetrics metrics)
    {
        foreach (var dataset in due.GroupBy(hour => hour.Dataset.Name, StringComparer.Ordinal))
            metrics.Add(dataset.Key, MetricNames.HoursDue, dataset.Count());
        if (due.Count == 0) metrics.Add(FunctionMetrics.NoDataset, MetricNames.HoursDue, 0);
        var age = due.Count == 0 ? 0 : (tools.Time.GetUtcNow().UtcDateTime - due[0].Hour.End).TotalMinutes;
        metrics.Raise(FunctionMetrics.NoDataset, MetricNames.OldestDueHourAgeMinutes, Math.Max(0, age));
    }

    private void CountNotShown(IReadOnlyList<DueHour> due, ShownYears years, FunctionLog log, FunctionMetrics metrics)
    {
        var end = new DateTime(years.Last + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var coming = Math.Clamp((tools.Time.GetUtcNow().UtcDateTime + ShownYears.Notice - end).TotalHours, 0, ShownYears.Notice.TotalHours);
        DueHour[] outside = [.. due.Where(hour => !years.Show(hour.Hour))];
        metrics.Raise(FunctionMetrics.NoDataset, MetricNames.HoursNotShown, outside.Length + Math.Ceiling(coming));
        foreach (var hour in outside)
        {
            log.Error(
                "The raw table does not show an hour. Widen ingestionYears, or leave it empty, and deploy.",
                ("dataset", hour.Dataset.Name), ("hour", hour.Hour.ToString()), ("first", years.First), ("last", years.Last));
        }

        if (coming > 0)
        {
            log.Warn(
                "The years of the raw tables end. Widen ingestionYears, or leave it empty, and deploy.", ("last", years.Last));
        }
    }

    private static FunctionFailedException Fail(FunctionLog log, FunctionMetrics metrics, Exception failure)
    {
        metrics.Add(FunctionMetrics.NoDataset, MetricNames.RunsFailed, 1);
        log.Error(
            "No cluster was started; it is tried again, and the next trigger takes every hour that is due.",
            ("error", failure.Message),
            ("errorType", failure.GetType().Name)
        );
        return new FunctionFailedException(failure.Message, failure);
    }
}
