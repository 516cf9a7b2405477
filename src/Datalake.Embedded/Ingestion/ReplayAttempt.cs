using Datalake.Datasets;
using Datalake.Json;
using Datalake.Pipeline;
using Datalake.Quarantining;
using Datalake.Records;

namespace Datalake.Embedded.Ingestion;

/// <summary>Tries the entries of one quarantine object.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="structure">Structures what was not structured.</param>
/// <param name="session">Delivers what has a reading.</param>
/// <param name="left">Receives the records of a rest that still have none.</param>
/// <param name="arrival">The arrival of the entries.</param>
/// <param name="erased">The records that are kept out: they leave quarantine and go nowhere.</param>
internal sealed class ReplayAttempt(
    DatasetContract dataset, StructureStep structure, DeliverySession session, QuarantineWriter left, ArrivalRecords arrival,
    IErasedRecords erased) : IDisposable
{
    private readonly Utf8Output line = new();

    /// <summary>Tries an entry.</summary>
    /// <returns>False when it stays as it is; else its records went to the session, or those of a rest to what is left.</returns>
    public async ValueTask<bool> TryAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Rule is RecordRules.Empty or RecordRules.BadKey) return false;
        if (entry.Records is not null) return await TryRestAsync(entry, entry.Records, cancellationToken);
        if (await ReadAsync(entry, cancellationToken) is not { } record) return false;
        line.Clear();
        if (entry is { Step: QuarantineStep.Deliver, IsWhole: true }) line.Write(record.Span);
        else if (structure.Structure(dataset, record.Span, line) is not null) return false;
        if (IsErased(entry.Step == QuarantineStep.Deliver && entry.IsWhole ? default : record.Span)) return true;
        if (entry.Step == QuarantineStep.Deliver && session.Check(line.WrittenSpan) is not null) return false;
        await session.AcceptAsync(
            new RecordFrame(line.WrittenMemory, entry.Record, entry.Offset, line.Length, null), entry.Single, cancellationToken);
        return true;
    }

    public void Dispose() => line.Dispose();

    private bool IsErased(ReadOnlySpan<byte> record)
    {
        if (!erased.Contains(dataset, record, line.WrittenSpan)) return false;
        session.KeepOut(line.Length);
        return true;
    }

    private async ValueTask<bool> TryRestAsync(QuarantineEntry entry, RecordRanges records, CancellationToken cancellationToken)
    {
        if (!await arrival.OpenAsync(cancellationToken)) return false;
        foreach (var number in records.Numbers)
        {
            var frame = await arrival.FindAsync(number, cancellationToken)
                ?? new RecordFrame(
                    default,
                    number,
                    entry.Offset,
                    0,
                    new RecordProblem(RecordRules.Rest, "The arrival cannot be read up to this record any more.", 0)
                );
            line.Clear();
            if ((frame.Problem ?? structure.Structure(dataset, frame.Content.Span, line)) is { } unstructured)
            {
                await left.AddAsync(QuarantineStep.Structure, frame with { Problem = unstructured }, single: false, cancellationToken);
                continue;
            }

            if (IsErased(frame.Content.Span)) continue;
            frame = new RecordFrame(line.WrittenMemory, number, frame.Offset, line.Length, null);
            if (entry.Step == QuarantineStep.Deliver && session.Check(line.WrittenSpan) is { } unconformed)
                await left.AddAsync(entry.Step, frame with { Problem = unconformed }, single: false, cancellationToken);
            else await session.AcceptAsync(frame, isSingle: false, cancellationToken);
        }

        return true;
    }

    /// <summary>The record to try: as it came, or structured where that is kept whole. Null when there is none any more.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        if (entry.IsWhole && (entry.Step == QuarantineStep.Deliver || dataset.Raw.Format == RawTextFormat.Json)) return entry.ReadPayload();

        // Only the beginning is kept, or the row means nothing without its header: it is read from the arrival.
        return await arrival.FindAsync(entry.Record, cancellationToken) is { Problem: null } frame ? frame.Content : null;
    }
}
