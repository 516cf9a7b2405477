using Datalake.Server.Hosting;

namespace Datalake.Page.Live;

/// <summary>
/// Looks at the lake once a second while anybody watches, for all who watch. Safe to share between threads.
/// </summary>
/// <param name="lake">The lake.</param>
internal sealed class LiveSampler(ServerLake lake) : IDisposable
{
    /// <summary>Samples that are kept: two minutes.</summary>
    public const int Kept = 120;

    // A buffer is sealed every few seconds, so a shorter time would show the seals and not the flow.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly HashSet<Subscription> watchers = [];
    private readonly LinkedList<Total> totals = [];
    private readonly LinkedList<LiveSample> samples = [];
    private ITimer? timer;

    /// <summary>The samples that are kept, the oldest first; the last is of now when nobody watches.</summary>
    public IReadOnlyList<LiveSample> Samples
    {
        get
        {
            lock (gate)
            {
                if (timer is null) Take();
                return [.. samples];
            }
        }
    }

    /// <summary>Watches until what is returned is disposed.</summary>
    /// <param name="sampled">Called after each sample, from a thread of its own: it must not wait.</param>
    public IDisposable Watch(Action sampled)
    {
        var watcher = new Subscription(this, sampled);
        lock (gate)
        {
            watchers.Add(watcher);
            timer ??= lake.Time.CreateTimer(_ => Sample(), null, Beat, Beat);
        }

        return watcher;
    }

    public void Dispose()
    {
        lock (gate) timer?.Dispose();
    }

    private void Sample()
    {
        Subscription[] all;
        lock (gate)
        {
            if (timer is null) return;
            Take();
            all = [.. watchers];
        }

        foreach (var watcher in all) watcher.Sampled();
    }

    private void Take()
    {
        var now = lake.Time.GetUtcNow();
        var state = lake.Live.State;
        var total = new Total(now, state.Datasets.Values.Sum(flow => flow.Records), state.Datasets.Values.Sum(flow => flow.Bytes));

        // After a while in which nobody watched, what there was says nothing about the flow now.
        if (totals.Last is { } last && now - last.Value.At > Window)
        {
            totals.Clear();
            samples.Clear();
        }

        totals.AddLast(total);
        while (now - totals.First!.Value.At > Window) totals.RemoveFirst();
        var first = totals.First!.Value;
        var seconds = Math.Max(1, (now - first.At).TotalSeconds);
        samples.AddLast(new LiveSample(now, state, (total.Records - first.Records) / seconds, (total.Bytes - first.Bytes) / seconds));
        if (samples.Count > Kept) samples.RemoveFirst();
    }

    private void Leave(Subscription watcher)
    {
        lock (gate)
        {
            if (!watchers.Remove(watcher) || watchers.Count > 0) return;
            timer?.Dispose();
            timer = null;
        }
    }

    private readonly record struct Total(DateTimeOffset At, long Records, long Bytes);

    private sealed class Subscription(LiveSampler sampler, Action sampled) : IDisposable
    {
        public void Sampled() => sampled();

        public void Dispose() => sampler.Leave(this);
    }
}
