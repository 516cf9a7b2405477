using System.Collections.Concurrent;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;
using Datalake.Structuring;
using Datalake.Telemetry;

namespace Datalake.Pipeline;

/// <summary>
/// STRUCTURE: turns one arrival into one structured object, <c>structured_json/&lt;dataset&gt;/&lt;raw key&gt;.json</c>, one record a line,
/// an empty line where a record went to quarantine, so that line numbers stay those of the arrival. Doing it again writes the same. Safe to
/// share between threads.
/// </summary>
/// <param name="raw">Where arrivals lie.</param>
/// <param name="lake">Where structured objects go.</param>
/// <param name="quarantine">Where records without a reading go.</param>
/// <param name="keys">Gives the keys of protect rules.</param>
/// <param name="limits">The limits in force.</param>
/// <param name="erased">The records that are kept out; null where none are. An empty line stands in their place too.</param>
public sealed class StructureStep(
    IObjectStore raw, IObjectStore lake, QuarantineStore quarantine, IProtectionKeys keys, RecordLimits limits,
    IErasedRecords? erased = null)
    : IDisposable
{
    private const int BlockBytes = 256 << 10;
    private const int MaximumCommits = 20;

    // Structurers learn their dataset's keys and are for one thread at a time; they are rented and returned.
    private readonly ConcurrentDictionary<string, ConcurrentBag<RecordStructurer>> structurers = new(StringComparer.Ordinal);

    /// <summary>Makes sure that a dataset can be structured at all, before anything is read.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <exception cref="ProtectionKeyException">
    /// A key that one of its protect rules names is not there or too short; the message names the dataset.
    /// </exception>
    public void Prepare(DatasetContract dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        try
        {
            Return(dataset, Rent(dataset));
        }
        catch (ProtectionKeyException missing)
        {
            throw new ProtectionKeyException($"Dataset {dataset.Name}: {missing.Message} Its arrivals wait until then.", missing);
        }
    }

    /// <summary>Structures an arrival.</summary>
    /// <param name="dataset">The dataset it belongs to.</param>
    /// <param name="arrival">The arrival.</param>
    /// <param name="session">
    /// Receives the structured records while they are made, so that one process need not read them back; null when they are delivered
    /// elsewhere.
    /// </param>
    /// <param name="cancellationToken">
    /// A token to cancel the operation; the structured object is then not there or still the old one.
    /// </param>
    public async Task<StructureOutcome> RunAsync(
        DatasetContract dataset, StoredObject arrival, DeliverySession? session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(arrival);
        var structuredKey = LakeKeys.Structured(dataset.Name, arrival.Key);
        if ((ObjectKeys.Check(arrival.Key) ?? ObjectKeys.Check(structuredKey)) is { } badKey)
            return await RefuseAsync(dataset.Name, arrival, badKey, cancellationToken);

        await using var content = await raw.OpenAsync(arrival.Key, cancellationToken);
        if (content is null) return new StructureOutcome(ArrivalState.Gone, new StepCounts());
        if (content.Info.Version != arrival.Version) return new StructureOutcome(ArrivalState.Replaced, new StepCounts());

        var structurer = Rent(dataset);
        try
        {
            using var reader = RecordReader.Open(content.Stream, dataset.Raw, limits);
            var run = new Run(dataset, arrival, structuredKey, reader, structurer, session);
            return await RunAsync(run, cancellationToken);
        }
        finally
        {
            Return(dataset, structurer);
        }
    }

    /// <summary>Structures one record that is in memory, as a replay does.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="record">The record as it came.</param>
    /// <param name="output">Receives the structured record.</param>
    /// <returns>Null when the record was structured, else why it has no reading.</returns>
    public RecordProblem? Structure(DatasetContract dataset, ReadOnlySpan<byte> record, Utf8Output output)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var structurer = Rent(dataset);
        try
        {
            return structurer.Structure(record, output);
        }
        finally
        {
            Return(dataset, structurer);
        }
    }

    /// <summary>Puts an arrival that cannot be a key in the lake, or that belongs to no dataset, into quarantine.</summary>
    /// <param name="dataset">The dataset's name, or <see cref="QuarantineEntry.Unclaimed"/>.</param>
    /// <param name="arrival">The arrival; it stays where it is.</param>
    /// <param name="reason">What is wrong with its key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<StructureOutcome> RefuseAsync(
        string dataset, StoredObject arrival, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        var problem = new RecordProblem(RecordRules.BadKey, $"{reason} Put the object under another key.", 0);
        return new StructureOutcome(ArrivalState.Done, await QuarantineAsync(dataset, arrival, problem, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var structurer in structurers.Values.SelectMany(bag => bag)) structurer.Dispose();
        structurers.Clear();
    }

    private async Task<StructureOutcome> RunAsync(Run run, CancellationToken cancellationToken)
    {
        using var output = new Utf8Output(BlockBytes / 8);
        await using var bad = quarantine.Begin(run.Dataset.Name, QuarantineStep.Structure, run.Arrival);
        ObjectWriter? writer = null;
        try
        {
            long records = 0, quarantined = 0, kept = 0, lines = 0;
            while (await run.Reader.ReadAsync(cancellationToken))
            {
                var frame = run.Reader.Current;
                if (run.Reader.IsDamaged) return await RejectAsync(run, frame.Problem!, cancellationToken);
                records++;
                for (; lines < frame.Number - 1; lines++) output.WriteByte((byte)'\n');
                var mark = output.Length;
                var problem = frame.Problem ?? run.Structurer.Structure(frame.Content.Span, output);
                if (problem is null && erased is not null && erased.Contains(run.Dataset, frame.Content.Span, output.WrittenSpan[mark..]))
                {
                    output.Length = mark;
                    kept++;
                }

                if (problem is not null)
                {
                    quarantined++;
                    await bad.AddAsync(QuarantineStep.Structure, frame with { Problem = problem }, run.Reader.IsSingle, cancellationToken);
                }

                output.WriteByte((byte)'\n');
                lines++;
                if (output.Length < BlockBytes) continue;
                writer ??= await lake.CreateAsync(run.StructuredKey, cancellationToken);
                await FlushAsync(run, writer, output, cancellationToken);
            }

            if (!await IsThereAsync(run.Arrival, cancellationToken)) return new StructureOutcome(ArrivalState.Replaced, new StepCounts());

            await bad.CommitAsync(cancellationToken);
            if (records > quarantined + kept)
            {
                writer ??= await lake.CreateAsync(run.StructuredKey, cancellationToken);
                await FlushAsync(run, writer, output, cancellationToken);
                if (!await TryCommitAsync(run, writer, cancellationToken))
                    return new StructureOutcome(ArrivalState.Replaced, new StepCounts());
            }

            var counts = new StepCounts
            {
                Records = records,
                Passed = records - quarantined - kept,
                Quarantined = quarantined,
                Erased = kept,
                Bytes = run.Arrival.Length,
            };
            LakeMeter.Structured(run.Dataset.Name, counts);
            return new StructureOutcome(ArrivalState.Done, counts);
        }
        finally
        {
            if (writer is not null) await writer.DisposeAsync();
        }
    }

    /// <summary>
    /// Commits the structured object, unless the arrival was replaced: what is structured of the new content is not to be replaced by that
    /// of the old, whichever of both is taken last.
    /// </summary>
    private async ValueTask<bool> TryCommitAsync(Run run, ObjectWriter writer, CancellationToken cancellationToken)
    {
        // Who wrote the object since the arrival was looked at may have structured a newer content of it, or this one too.
        string? there = null;
        for (var tries = 1; !await writer.TryCommitAsync(there, cancellationToken); tries++)
        {
            if (tries == MaximumCommits)
                throw new ObjectStoreException(
                    $"Cannot write {run.StructuredKey}: in {MaximumCommits} tries another writer was faster each time. Try again; if this " +
                    $"goes on, something else than this lake writes there.");
            there = (await lake.FindAsync(run.StructuredKey, cancellationToken))?.Version;
            if (!await IsThereAsync(run.Arrival, cancellationToken)) return false;
        }

        return true;
    }

    /// <summary>Puts an arrival that is damaged into quarantine as a whole. What was structured of it is never committed.</summary>
    private async Task<StructureOutcome> RejectAsync(Run run, RecordProblem problem, CancellationToken cancellationToken) =>
        await IsThereAsync(run.Arrival, cancellationToken)
            ? new StructureOutcome(
                ArrivalState.Damaged, await QuarantineAsync(run.Dataset.Name, run.Arrival, problem, cancellationToken))
            : new StructureOutcome(ArrivalState.Replaced, new StepCounts());

    /// <summary>Makes one entry for a whole arrival.</summary>
    private async Task<StepCounts> QuarantineAsync(
        string dataset, StoredObject arrival, RecordProblem problem, CancellationToken cancellationToken)
    {
        await using var bad = quarantine.Begin(dataset, QuarantineStep.Structure, arrival);
        await bad.AddAsync(QuarantineStep.Structure, new RecordFrame(default, 1, 0, 0, problem), single: true, cancellationToken);
        await bad.CommitAsync(cancellationToken);
        var counts = new StepCounts { Records = 1, Quarantined = 1, Bytes = arrival.Length };
        LakeMeter.Structured(dataset, counts);
        return counts;
    }

    private async ValueTask<bool> IsThereAsync(StoredObject arrival, CancellationToken cancellationToken) =>
        await raw.FindAsync(arrival.Key, cancellationToken) is { } now && now.Version == arrival.Version;

    private static async ValueTask FlushAsync(Run run, ObjectWriter writer, Utf8Output output, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(output.WrittenMemory, cancellationToken);
        if (run.Session is not null) await run.Session.AcceptAsync(output.WrittenMemory, run.Reader.IsSingle, cancellationToken);
        output.Clear();
    }

    private RecordStructurer Rent(DatasetContract dataset) =>
        structurers.GetOrAdd(dataset.Name, _ => []).TryTake(out var structurer) ? structurer : new RecordStructurer(dataset, keys, limits);

    private void Return(DatasetContract dataset, RecordStructurer structurer) =>
        structurers.GetOrAdd(dataset.Name, _ => []).Add(structurer);

    private sealed record Run(
        DatasetContract Dataset,
        StoredObject Arrival,
        string StructuredKey,
        RecordReader Reader,
        RecordStructurer Structurer,
        DeliverySession? Session
    );
}
