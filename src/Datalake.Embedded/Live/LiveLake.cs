using Datalake.Embedded.Delivery;

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
    private readonly SemaphoreSlim turn = new(1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private int stopped;

    private LiveLake(EmbeddedLake lake, LakeOptions options, LiveOptions live, Action<LiveFailure>? failed)
    {
        this.lake = lake;
        var time = options.Time;
        var committed = lake.ReadCommitted(CancellationToken.None);
        feed = new ArrivalFeed(time);
        counters = new LiveCounters(time) { Failed = failed };
        watch = new RawWatch(lake.Raw, committed, feed, counters, live, time);
        ingest = new LiveIngest(lake, committed, feed, counters, live, time, lake.Workers, watch.RescanSoon);
        routine = new LiveRoutine(lake, turn, counters, live, time);
        lake.Committed = commit =>
        {
            ingest.Count(commit);
            routine.Note(commit);
        };
        var token = stopping.Token;
        running = Task.WhenAll(
            Task.Run(() => watch.RunAsync(token), token),
            Task.Run(() => ingest.RunAsync(token), token),
            Task.Run(() => routine.RunAsync(token), token));
    }

    /// <summary>The datasets of the lake.</summary>
    public Datasets.DatasetCatalog Catalog => lake.Catalog;

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

    /// <summary>Does something with the lake while it goes on taking arrivals. The routine waits meanwhile.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">A token to cancel the waiting.</param>
    public async Task<T> DoAsync<T>(Func<EmbeddedLake, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work(lake);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// Does something with the lake while nothing else happens in it: everything taken is committed, and no arrival is taken.
    /// </summary>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">A token to cancel the waiting.</param>
    public Task<T> DoAloneAsync<T>(Func<EmbeddedLake, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return DoAsync(held => ingest.AloneAsync(() => work(held), cancellationToken), cancellationToken);
    }

    /// <summary>Stops taking arrivals and commits those that are taken.</summary>
    /// <param name="cancellationToken">Gives up committing; what is not committed is taken again by the next start.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref stopped, 1) == 1) return;
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await ingest.FlushAsync(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException or Datalake.Storage.ObjectStoreException)
        {
            // Nothing is lost: what is not committed is found in the raw folder again.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await ingest.DisposeAsync();
        await lake.DisposeAsync();
        stopping.Dispose();
        turn.Dispose();
    }
}
