using Datalake.Json;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>The records of a small arrival, in memory until it is complete.</summary>
internal sealed class HeldRecords : IDisposable
{
    private readonly Utf8Output lines = new();
    private readonly Utf8Output keys = new(256);
    private readonly List<int> ends = [];
    private readonly List<int> keyEnds = [];
    private DateTimeOffset ingestedAt;

    public int Bytes => lines.Length;

    /// <summary>Adds a batch. False when it is of another ingestion hour than those that are here.</summary>
    public bool TryAdd(DeliveryBatch batch)
    {
        if (ends.Count > 0 && IngestionHour.Of(ingestedAt) != IngestionHour.Of(batch.IngestedAt)) return false;
        ingestedAt = batch.IngestedAt;
        foreach (var end in batch.Ends) ends.Add(lines.Length + end);
        foreach (var end in batch.SortKeyEnds) keyEnds.Add(keys.Length + end);
        lines.Write(batch.Lines.Span);
        keys.Write(batch.SortKeys.Span);
        return true;
    }

    /// <summary>All that is here as one batch, valid until the next change; null when there is nothing.</summary>
    public DeliveryBatch? ToBatch() =>
        ends.Count == 0 ? null : new DeliveryBatch(lines.WrittenMemory, ends, ingestedAt, keys.WrittenMemory, keyEnds);

    public void Clear()
    {
        lines.Clear();
        keys.Clear();
        ends.Clear();
        keyEnds.Clear();
    }

    public void Dispose()
    {
        lines.Dispose();
        keys.Dispose();
    }
}
