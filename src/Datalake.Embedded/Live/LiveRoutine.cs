using System.Threading.Channels;
using Datalake.Embedded.Delivery;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Embedded.Live;

/// <summary>
/// Brings stage files into the tables as soon as they are committed. What uses the engine takes turns with the commands that are run
/// beside it.
/// </summary>
internal sealed class LiveRoutine(EmbeddedLake lake, SemaphoreSlim turn, LiveCounters counters, LiveOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Dataset, IngestionHour Hour), DateTimeOffset> pending = [];
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Notes that the hours of a commit have stage files that the table does not hold.</summary>
    public void Note(Commit commit)
    {
        lock (gate)
        {
            foreach (var file in commit.Files)
            {
                if (LakeKeys.TryParseStage(commit.Dataset, file.Key, out var hour))
                    pending.TryAdd((commit.Dataset, hour), time.GetUtcNow());
            }
        }

        wake.Writer.TryWrite(true);
    }

    /// <summary>Brings what is committed until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        while (await wake.Reader.ReadAsync(cancellationToken))
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                await BringAsync(cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    /// <summary>Brings everything that is due, the hour that is not over included, and has days with many small files compacted.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            foreach (var outcome in await lake.PartitionAsync(new PartitionRequest { IncludeOpen = true }, null, cancellationToken))
                Report(outcome, time.GetUtcNow(), cancellationToken);
        }
        catch (ObjectStoreException failure)
        {
            counters.Fail("stage/", failure.Message);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Brings every hour that was noted; those that fail are tried again after a while.</summary>
    private async Task BringAsync(CancellationToken cancellationToken)
    {
        KeyValuePair<(string Dataset, IngestionHour Hour), DateTimeOffset>[] hours;
        lock (gate)
        {
            hours = [.. pending.OrderBy(one => one.Key.Hour)];
            pending.Clear();
        }

        foreach (var ((name, hour), since) in hours)
        {
            foreach (var outcome in await lake.BringAsync(lake.Catalog.Find(name)!, hour, cancellationToken))
                Report(outcome, since, cancellationToken);
        }
    }

    private void Report(HourOutcome outcome, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var dataset = outcome.Due.Dataset.Name;
        if (outcome.Failure is { } failure)
        {
            counters.Fail($"{dataset} {outcome.Due.Hour}", failure);
            lock (gate) pending.TryAdd((dataset, outcome.Due.Hour), since);
            _ = WakeLaterAsync(cancellationToken);
        }

        var written = outcome.Finished is { } finished ? finished.Written - (outcome.Due.Covered?.Written ?? 0) : 0;
        counters.Insert(dataset, written, BehindSince(dataset));
    }

    private DateTimeOffset? BehindSince(string dataset)
    {
        lock (gate) return pending.Where(one => one.Key.Dataset == dataset).Select(one => (DateTimeOffset?)one.Value).Min();
    }

    private async Task WakeLaterAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(options.Retry, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        wake.Writer.TryWrite(true);
    }
}
