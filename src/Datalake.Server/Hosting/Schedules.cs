using Cronos;
using Datalake.Embedded.Live;
using Datalake.Server.Settings;
using Datalake.Storage;
using Datalake.Tables.Delta;
using Datalake.Embedded.Engine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Datalake.Server.Hosting;

/// <summary>Does the work that goes by the clock.</summary>
internal sealed class Schedules(LiveLake lake, ServerSettings settings, TimeProvider time, ILogger<Schedules> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(settings.Schedules.Partition, "partition", lake.CatchUpAsync, stoppingToken),
        RepeatAsync(settings.Schedules.Compact, "compact", CompactAsync, stoppingToken),
        RepeatAsync(settings.Schedules.Vacuum, "vacuum", VacuumAsync, stoppingToken));

    private async Task RepeatAsync(
        CronExpression? schedule, string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (schedule is null) return;
        while (schedule.GetNextOccurrence(time.GetUtcNow().UtcDateTime) is { } next)
        {
            // The clock may have been set meanwhile, so a long wait is cut into short ones.
            for (TimeSpan wait; (wait = next - time.GetUtcNow().UtcDateTime) > TimeSpan.Zero;)
                await Task.Delay(wait < TimeSpan.FromMinutes(1) ? wait : TimeSpan.FromMinutes(1), time, cancellationToken);
            try
            {
                await work(cancellationToken);
            }
            catch (Exception failure)
                when (failure is ObjectStoreException or EngineException or DeltaTableException or DeltaFeatureException or IOException)
            {
                log.ScheduledWorkFailed(name, failure);
            }
        }
    }

    private async Task CompactAsync(CancellationToken cancellationToken)
    {
        foreach (var dataset in lake.Catalog.All)
        {
            using var turn = await lake.TakeTurnAsync(isAlone: false, cancellationToken);
            await turn.Lake.CompactAsync(dataset, day: null, cancellationToken);
        }
    }

    private async Task VacuumAsync(CancellationToken cancellationToken)
    {
        foreach (var dataset in lake.Catalog.All)
        {
            using var turn = await lake.TakeTurnAsync(isAlone: false, cancellationToken);
            await turn.Lake.VacuumAsync(dataset, settings.Retention.Files, isDryRun: false, cancellationToken);
        }
    }
}
