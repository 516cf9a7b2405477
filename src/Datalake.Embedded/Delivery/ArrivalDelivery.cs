using Datalake.Json;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// The records of one arrival on their way into a <see cref="ParquetDeliveryStream"/>. They join the others only when the arrival is complete;
/// disposed before that, they are thrown away. Not for two threads at once.
/// </summary>
public sealed class ArrivalDelivery : IDeliveryStream, IDisposable
{
    // Up to here an arrival waits in memory and joins the shared segment; beyond it gets segments of its own.
    private const int HeldBytes = 1 << 20;

    private readonly ParquetDeliveryStream stream;
    private readonly Utf8Output held = new();
    private readonly List<int> heldEnds = [];
    private readonly List<Segment> segments = [];
    private IngestionHour heldHour;
    private bool completed;

    internal ArrivalDelivery(ParquetDeliveryStream stream)
    {
        this.stream = stream;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RejectedRecord>> PutAsync(DeliveryBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(completed, this);
        cancellation.ThrowIfCancellationRequested();
        var hour = IngestionHour.Of(batch.IngestedAt);
        var joins = heldEnds.Count == 0 || (heldHour == hour && held.Length + batch.Lines.Length <= HeldBytes);
        if (segments.Count == 0 && joins)
        {
            heldHour = hour;
            foreach (var end in batch.Ends) heldEnds.Add(held.Length + end);
            held.Write(batch.Lines.Span);
        }
        else
        {
            SpillHeld();
            SegmentOf(hour).Append(batch.Lines.Span, batch.Ends);
        }

        return ValueTask.FromResult<IReadOnlyList<RejectedRecord>>([]);
    }

    /// <summary>The arrival was read to its end: its records and its entry go into the next commit together.</summary>
    /// <param name="entry">What the commit will say of the arrival.</param>
    /// <param name="cancellation">Stops the waiting for room.</param>
    /// <exception cref="Engine.EngineException">An earlier buffer could not be written.</exception>
    public async ValueTask CompleteAsync(CommitEntry entry, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(completed, this);
        foreach (var segment in segments) segment.Close();
        await stream.JoinAsync(new HeldRecords(held.WrittenMemory, heldEnds, heldHour), segments, entry, cancellation);
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

    private void SpillHeld()
    {
        if (heldEnds.Count == 0) return;
        SegmentOf(heldHour).Append(held.WrittenSpan, heldEnds);
        held.Clear();
        heldEnds.Clear();
    }

    private Segment SegmentOf(IngestionHour hour)
    {
        if (segments.Count > 0 && segments[^1].Hour == hour && !segments[^1].IsFull) return segments[^1];
        if (segments.Count > 0) segments[^1].Close();
        var segment = stream.NewSegment(hour);
        segments.Add(segment);
        return segment;
    }
}

/// <summary>The records of a small arrival, in memory.</summary>
/// <param name="Lines">The records, each with its line end; may be empty.</param>
/// <param name="Ends">Where each record ends.</param>
/// <param name="Hour">Their ingestion hour.</param>
internal readonly record struct HeldRecords(ReadOnlyMemory<byte> Lines, IReadOnlyList<int> Ends, IngestionHour Hour);
