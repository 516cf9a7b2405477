using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Live;

/// <summary>
/// A lake that runs for good: it holds the lake's lock, follows what arrives, and brings it into the tables seconds later. Dispose it to
/// stop; what is not committed then is taken again by the next start. Safe to share between threads.
/// </summary>
public sealed class LiveLake : IAsyncDisposable
{
    private readonly EmbeddedLake lake;
    private readonly ArrivalFeed feed;
    private readonly LiveCounters counters;
    private readonly LiveIngest ingest;
    private readonly LiveRoutine routine;
    private readonly RawWatch watch;
    private readonly LiveGauges gauges;
    private readonly SemaphoreSlim turn = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private int stopped;

    private LiveLake(EmbeddedLake lake, LakeOptions options, LiveOptions live, Action<LiveFailure>? failed)
    {
        this.lake = lake;
        var time = options.Time;
        lake.ReadCommitted(CancellationToken.None);
        feed = new ArrivalFeed(time);
        counters = new LiveCounters(time) { Failed = failed };
        var raw = new FileObjectStore(lake.Folder.Raw, syncsWriters: false, null, options.Files);
        watch = new RawWatch(raw, () => lake.ReadCommitted(CancellationToken.None), feed, counters, live, time);
        ingest = new LiveIngest(lake, feed, counters, live, time, lake.Workers, watch.RescanSoon);
        routine = new LiveRoutine(lake, turn, counters, live, time);
        lake.Committed = commit =>
        {
            ingest.Count(commit);
            routine.Note(commit);
        };
        gauges = new LiveGauges(() => State, time);
        var token = stopping.Token;
        running = Task.WhenAll(
            Task.Run(() => watch.RunAsync(token), token),
            Task.Run(() => ingest.RunAsync(token), token),
            Task.Run(() => routine.RunAsync(token), token));
    }

    /// <summary>The paths of the lake's folders.</summary>
    public LakeFolder Folder => lake.Folder;

    /// <summary>The datasets of the lake.</summary>
    public Datasets.DatasetCatalog Catalog => lake.Catalog;

    /// <summary>
    /// Makes arrivals of what was acknowledged and is none yet, before the lake is used alone; may be null.
    /// </summary>
    public Func<CancellationToken, Task>? Gather { get; set; }

    /// <summary>What the lake does at present.</summary>
    public LiveState State => counters.Read(feed.Waiting, ingest.Buffered);

    /// <summary>Ends when the lake cannot go on, with the reason; else when it is stopped.</summary>
    public Task Running => running;

    /// <summary>Opens a lake and lets it run.</summary>
    /// <param name="options">The lake's folder and settings.</param>
    /// <param name="live">How it keeps up.</param>
    /// <param name="failed">Receives each failure that the lake goes on after; may be null. Called from several threads.</param>
    /// <exception cref="Datasets.ContractException">A contract is wrong; carries every problem of every contract.</exception>
    /// <exception cref="Storage.LakeLockedException">Another process writes to the lake.</exception>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be written.</exception>
    public static LiveLake Start(LakeOptions options, LiveOptions live, Action<LiveFailure>? failed = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(live);
        return new LiveLake(EmbeddedLake.Open(options), options, live, failed);
    }

    /// <summary>Announces an arrival that is durable in the raw folder, so that it is taken at once.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="bytes">Its size.</param>
    public void Announce(string key, long bytes) => feed.Offer(key, bytes, isWhole: true);

    /// <summary>
    /// Does what is due: the hours that have anything that their tables lack, and days with many small files. Failures are among those of
    /// <see cref="State"/>.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation; what is not done is due again.</param>
    public Task CatchUpAsync(CancellationToken cancellationToken) => routine.CatchUpAsync(cancellationToken);

    /// <summary>
    /// Waits until the lake can be used for something else, which the routine then waits for. Dispose the turn to give it back.
    /// </summary>
    /// <param name="isAlone">
    /// True to have everything committed that is taken, and no arrival taken meanwhile; false where arrivals may go on.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the waiting.</param>
    /// <exception cref="Datalake.Storage.ObjectStoreException">What is taken could not be committed.</exception>
    public async Task<LiveTurn> TakeTurnAsync(bool isAlone, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (isAlone && Gather is { } gather) await gather(cancellationToken);
            var place = isAlone ? await ingest.PauseAsync(cancellationToken) : (IDisposable?)null;
            return new LiveTurn(lake, turn, place);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    /// <summary>Stops taking arrivals and commits those that are taken.</summary>
    /// <param name="cancellationToken">Gives up waiting; what is not committed is taken again by the next start.</param>
    /// <returns>False when something was still under way.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref stopped, 1) == 1) return running.IsCompleted;
        await stopping.CancelAsync();
        try
        {
            await Task.WhenAny(running, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
            if (!running.IsCompleted) return false;

            // Whoever uses the lake must be done before its lock is released. The turn is not given back: nobody comes after.
            await turn.WaitAsync(cancellationToken);
            (await ingest.PauseAsync(cancellationToken)).Dispose();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Datalake.Storage.ObjectStoreException)
        {
            // Nothing is lost: what is not committed is found in the raw folder again.
        }

        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        gauges.Dispose();
        await ingest.DisposeAsync();
        await lake.DisposeAsync();
        stopping.Dispose();
        turn.Dispose();
    }
}
