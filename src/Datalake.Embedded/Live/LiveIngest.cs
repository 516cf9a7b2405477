using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Live;

/// <summary>
/// Takes arrivals from the feed for as long as the lake runs. A buffer is sealed when it is full or old; what a failure of the disk leaves
/// uncommitted is taken again.
/// </summary>
internal sealed class LiveIngest : IAsyncDisposable
{
    // How late a buffer may be sealed, at most.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    private readonly EmbeddedLake lake;
    private readonly ArrivalFeed feed;
    private readonly LiveCounters counters;
    private readonly LiveOptions options;
    private readonly TimeProvider time;
    private readonly WorkGate gate;
    private readonly int workers;
    private readonly Lock takenGate = new();
    private readonly HashSet<UInt128> taken = [];
    private readonly IReadOnlyDictionary<string, string> unready;
    private readonly SemaphoreSlim renewing = new(1);
    private readonly Action rescan;
    private DeliveryStreams streams;
    private ArrivalIngest ingest;
    private int generation;

    public LiveIngest(
        EmbeddedLake lake, ArrivalFeed feed, LiveCounters counters, LiveOptions options, TimeProvider time, int workers, Action rescan)
    {
        this.lake = lake;
        this.feed = feed;
        this.counters = counters;
        this.options = options;
        this.time = time;
        this.workers = workers;
        this.rescan = rescan;

        // One place more than workers, so that sealing does not wait for an arrival.
        gate = new WorkGate(workers + 1);
        unready = lake.Unready();
        (streams, ingest) = lake.NewIngest();
    }

    /// <summary>Arrivals that are taken and not committed.</summary>
    public int Buffered
    {
        get
        {
            lock (takenGate) return taken.Count;
        }
    }

    /// <summary>Works until it is cancelled. What is taken then waits for <see cref="PauseAsync"/>.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll([.. Enumerable.Range(0, workers).Select(_ => WorkAsync(cancellationToken)), SealAsync(cancellationToken)]);

    /// <summary>Notes that a commit holds arrivals.</summary>
    public void Count(Commit commit)
    {
        lock (takenGate)
        {
            foreach (var entry in commit.Entries) taken.Remove(CommittedArrivals.DigestOf(entry.Key, entry.Version));
        }

        counters.Blocked = null;
        counters.Count(commit);
    }

    /// <summary>
    /// Waits until no arrival is under way, and commits everything taken. None is taken until what is returned is disposed.
    /// </summary>
    public async Task<IDisposable> PauseAsync(CancellationToken cancellationToken)
    {
        var alone = await gate.EnterAloneAsync(cancellationToken);
        try
        {
            await streams.FlushAsync(cancellationToken).WaitAsync(cancellationToken);
            return alone;
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await streams.DisposeAsync();
        gate.Dispose();
        renewing.Dispose();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var next = await feed.TakeAsync(cancellationToken);
            var place = await gate.EnterAsync(cancellationToken);
            var begun = generation;
            string? failure = null;
            try
            {
                await TakeAsync(next, cancellationToken);
            }
            catch (Exception stopped) when (stopped is ObjectStoreException or IOException)
            {
                failure = stopped.Message;
            }
            catch (InvalidOperationException defect)
            {
                // Of this arrival. It stays among those that are taken, so that it is not tried without end; the next start tries again.
                counters.Fail(next.Key, defect.Message);
            }
            finally
            {
                place.Dispose();
            }

            if (failure is not null) await RenewAsync(begun, next.Key, failure, cancellationToken);
        }
    }

    private async Task TakeAsync(Announced announced, CancellationToken cancellationToken)
    {
        if (await lake.Raw.FindAsync(announced.Key, cancellationToken) is not { } arrival) return;
        if (lake.Catalog.Claim(arrival.Key) is not { } dataset) return;
        if (unready.TryGetValue(dataset.Name, out var reason))
        {
            counters.Fail(dataset.Name, reason);
            return;
        }

        if (!announced.IsWhole && time.GetUtcNow() - arrival.LastModified is var age && age < options.Settle && age > -options.Settle)
        {
            _ = feed.OfferLaterAsync(arrival.Key, options.Settle, cancellationToken);
            return;
        }

        var digest = CommittedArrivals.DigestOf(arrival.Key, arrival.Version);
        if (lake.ReadCommitted(cancellationToken).Contains(digest) || !TryTake(digest)) return;
        await TakeAsync(dataset, arrival, digest, cancellationToken);
    }

    private async Task TakeAsync(DatasetContract dataset, StoredObject arrival, UInt128 digest, CancellationToken cancellationToken)
    {
        var isTaken = false;
        try
        {
            var report = await ingest.TakeAsync(dataset, arrival, cancellationToken);
            isTaken = report.Arrivals > 0;
            if (report.Changed > 0) _ = feed.OfferLaterAsync(arrival.Key, options.Settle, cancellationToken);
            foreach (var (failed, why) in report.Failures) counters.Fail(failed.Key, why);
        }
        catch (InvalidOperationException)
        {
            isTaken = true;
            throw;
        }
        finally
        {
            if (!isTaken) Release(digest);
        }
    }

    private async Task SealAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Beat, time, cancellationToken);

            // Within the gate, since the streams are others after a failure.
            var place = await gate.EnterAsync(cancellationToken);
            var begun = generation;
            string? failure = null;
            try
            {
                await streams.SealOldAsync(cancellationToken);
            }
            catch (Exception refused) when (refused is ObjectStoreException or IOException)
            {
                failure = refused.Message;
            }
            finally
            {
                place.Dispose();
            }

            if (failure is not null) await RenewAsync(begun, "stage/", failure, cancellationToken);
        }
    }

    /// <summary>
    /// Begins again with empty buffers after the disk refused something. Nothing of the old ones is committed, so the next listing
    /// announces their arrivals again.
    /// </summary>
    private async Task RenewAsync(int begun, string subject, string failure, CancellationToken cancellationToken)
    {
        await renewing.WaitAsync(cancellationToken);
        try
        {
            if (begun != generation) return;
            counters.Blocked = failure;
            counters.Fail(subject, failure);
            using var alone = await gate.EnterAloneAsync(cancellationToken);
            await Task.Delay(options.Retry, time, cancellationToken);
            await streams.DisposeAsync();
            lock (takenGate) taken.Clear();
            (streams, ingest) = lake.NewIngest();
            generation++;
            counters.Blocked = null;
            rescan();
        }
        finally
        {
            renewing.Release();
        }
    }

    private bool TryTake(UInt128 digest)
    {
        lock (takenGate) return taken.Add(digest);
    }

    private void Release(UInt128 digest)
    {
        lock (takenGate) taken.Remove(digest);
    }
}
