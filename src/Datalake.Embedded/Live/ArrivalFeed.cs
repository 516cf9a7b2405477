using System.Threading.Channels;

namespace Datalake.Embedded.Live;

/// <summary>
/// The keys of arrivals that wait to be taken, each once, in the order in which they were announced. Safe to share between threads.
/// </summary>
internal sealed class ArrivalFeed(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private readonly Channel<Announced> queue = Channel.CreateUnbounded<Announced>();
    private long bytesWaiting;

    /// <summary>How many wait, and their bytes, as far as they are known.</summary>
    public (long Count, long Bytes) Waiting
    {
        get
        {
            lock (gate) return (waiting.Count, bytesWaiting);
        }
    }

    /// <summary>Announces an arrival; without effect while it waits already.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="bytes">Its size; 0 when it is not known.</param>
    /// <param name="isWhole">True when it is known to be written to its end.</param>
    public void Offer(string key, long bytes, bool isWhole)
    {
        lock (gate)
        {
            if (!waiting.Add(key)) return;
            bytesWaiting += bytes;
            queue.Writer.TryWrite(new Announced(key, bytes, isWhole));
        }
    }

    /// <summary>Announces an arrival after a while.</summary>
    public async Task OfferLaterAsync(string key, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, time, cancellationToken);
            Offer(key, 0, isWhole: false);
        }
        catch (OperationCanceledException)
        {
            // The lake stops; the next start finds it.
        }
    }

    /// <summary>Waits for the next. From then on a change of it is announced anew.</summary>
    public async ValueTask<Announced> TakeAsync(CancellationToken cancellationToken)
    {
        var next = await queue.Reader.ReadAsync(cancellationToken);
        lock (gate)
        {
            waiting.Remove(next.Key);
            bytesWaiting -= next.Bytes;
        }

        return next;
    }
}

/// <summary>An arrival that was announced.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size; 0 when it is not known.</param>
/// <param name="IsWhole">True when it is known to be written to its end.</param>
internal readonly record struct Announced(string Key, long Bytes, bool IsWhole);
