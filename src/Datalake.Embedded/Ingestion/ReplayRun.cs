using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Json;
using Datalake.Pipeline;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>Tries quarantine entries again. An entry is taken out only after the commit that holds its record.</summary>
internal sealed class ReplayRun(
    IObjectStore raw,
    DatasetCatalog catalog,
    QuarantineStore quarantine,
    StructureStep structure,
    DeliverStep deliver,
    Func<DatasetContract, ParquetDeliveryStream> streams,
    CommittedArrivals committed,
    RecordLimits limits)
{
    private readonly List<QuarantineEntry> done = [];
    private long tried;
    private long delivered;

    public async Task TryAsync(Func<QuarantineEntry, bool> choose, CancellationToken cancellation)
    {
        var entries = new List<QuarantineEntry>();
        await foreach (var entry in quarantine.ListAsync(null, cancellation))
        {
            if (choose(entry)) entries.Add(entry);
        }

        foreach (var name in entries.Select(entry => entry.Dataset).Distinct(StringComparer.Ordinal))
        {
            if (catalog.Find(name) is { } chosen) structure.Prepare(chosen);
        }

        foreach (var entry in entries)
        {
            tried++;
            if (committed.Contains(QuarantineStore.KeyOf(entry), entry.Id))
            {
                // Committed by a replay that ended before it could take the entry out.
                done.Add(entry);
                delivered++;
            }
            else if (catalog.Find(entry.Dataset) is { } dataset && await TryAsync(dataset, entry, cancellation))
            {
                done.Add(entry);
            }
        }
    }

    /// <summary>Takes out what is committed.</summary>
    public ReplayReport Remove(FileObjectStore store)
    {
        foreach (var entry in done) store.DeleteUnsynced(QuarantineStore.KeyOf(entry));
        return new ReplayReport(tried, delivered, tried - delivered);
    }

    /// <summary>Tries one entry. True when a commit will cover it: its record is delivered, or a later step has quarantined it anew.</summary>
    private async Task<bool> TryAsync(DatasetContract dataset, QuarantineEntry entry, CancellationToken cancellation)
    {
        if (entry.Rule is RecordRules.Empty or RecordRules.BadKey) return false;
        if (await ReadPayloadAsync(dataset, entry, cancellation) is not { } payload) return false;
        using var line = new Utf8Output(payload.Length + 64);
        if (entry is { Step: QuarantineStep.Deliver, IsWhole: true }) line.Write(payload);
        else if (structure.Structure(dataset, payload, line) is not null) return false;

        var origin = new StoredObject(entry.Source, entry.Bytes, entry.Version, entry.ArrivedAt);
        using var delivery = streams(dataset).Begin();
        await using var session = deliver.Begin(dataset, origin, delivery);
        if (entry.Step == QuarantineStep.Deliver && session.Check(line.WrittenSpan) is not null) return false;
        await session.AcceptAsync(new RecordFrame(line.WrittenMemory, entry.Record, entry.Offset, line.Length, null), entry.Single, cancellation);
        var counts = await session.CompleteAsync(cancellation);
        var commit = new CommitEntry(QuarantineStore.KeyOf(entry), entry.Id, true, 1, counts.Passed, counts.Quarantined, counts.Rescued, 0);
        await delivery.CompleteAsync(commit, cancellation);
        delivered += counts.Passed;
        return true;
    }

    private async Task<byte[]?> ReadPayloadAsync(DatasetContract dataset, QuarantineEntry entry, CancellationToken cancellation)
    {
        if (entry.IsWhole && (entry.Step == QuarantineStep.Deliver || dataset.Raw.Format == RawTextFormat.Json)) return entry.ReadPayload();

        // Only the beginning is kept, or the row means nothing without its header: the arrival itself is read again.
        await using var content = await raw.OpenAsync(entry.Source, cancellation);
        if (content is null || content.Info.Version != entry.Version) return null;
        using var reader = RecordReader.Open(content.Stream, dataset.Raw, limits);
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.Current.Number == entry.Record) return reader.Current.Problem is null ? reader.Current.Content.ToArray() : null;
        }

        return null;
    }
}
