using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// The records of one arrival on their way into a <see cref="ParquetDeliveryStream"/>. They join the others only when the arrival is
/// complete; disposed before that, they are discarded. Not for two threads at once.
/// </summary>
public sealed class ArrivalDelivery : IDeliveryStream, IDisposable
{
    // Up to here an arrival waits in memory and joins the shared segment; beyond it gets segments of its own.
    private const int HeldBytes = 1 << 20;

    private readonly ParquetDeliveryStream stream;
    private readonly HeldRecords held = new();
    private readonly List<Segment> segments = [];
    private bool completed;

    internal ArrivalDelivery(ParquetDeliveryStream stream)
    {
        this.stream = stream;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RejectedRecord>> PutAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(completed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (segments.Count == 0 && held.Bytes + batch.Lines.Length <= HeldBytes && held.TryAdd(batch))
            return ValueTask.FromResult<IReadOnlyList<RejectedRecord>>([]);
        FileObjectStore.Guard(
            () =>
            {
                if (held.ToBatch() is { } earlier) SegmentOf(IngestionHour.Of(earlier.IngestedAt)).Append(earlier);
                held.Clear();
                SegmentOf(IngestionHour.Of(batch.IngestedAt)).Append(batch);
            },
            "write",
            "the delivery buffer");
        return ValueTask.FromResult<IReadOnlyList<RejectedRecord>>([]);
    }

    /// <summary>The arrival was read to its end: its records and its entry go into the next commit together.</summary>
    /// <param name="entry">The arrival's entry in the commit.</param>
    /// <param name="cancellationToken">A token to cancel the waiting for room in the buffer.</param>
    /// <exception cref="ObjectStoreException">An earlier buffer could not be written.</exception>
    public async ValueTask CompleteAsync(CommitEntry entry, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(completed, this);
        await stream.JoinAsync(held.ToBatch(), segments, entry, cancellationToken);
        completed = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        held.Dispose();
        if (completed) return;
        completed = true;
        foreach (var segment in segments) segment.Dispose();
    }

    private Segment SegmentOf(IngestionHour hour)
    {
        if (segments.Count > 0 && segments[^1].Hour == hour) return segments[^1];
        var segment = stream.NewSegment(hour);
        segments.Add(segment);
        return segment;
    }
}
