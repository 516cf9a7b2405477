using System.Globalization;
using System.Text;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Pipeline;

/// <summary>Delivers the records of one arrival. Not for two threads at once; dispose it when done or failed.</summary>
public sealed class DeliverySession : IStructuredSink, IAsyncDisposable
{
    private const int BatchBytes = 512 << 10;

    private readonly DatasetContract dataset;
    private readonly StoredObject arrival;
    private readonly IDeliveryStream stream;
    private readonly QuarantineStore quarantine;
    private readonly TimeProvider time;
    private readonly RecordConformer conformer;
    private readonly Action<RecordConformer> giveBack;
    private readonly Utf8Output batch = new(BatchBytes / 16);
    // The structured records of the batch: a record that the stream rejects is kept as it was before it was conformed, so that it can be replayed.
    private readonly Utf8Output originals = new(BatchBytes / 16);
    private readonly List<int> ends = [];
    private readonly Utf8Output sortKeys = new(1024);
    private readonly List<int> sortKeyEnds = [];
    private readonly List<QuarantineSeed> seeds = [];
    private readonly byte[] sourcePrefix;
    private DateTimeOffset ingestedAt;
    private byte[] ingestedAtText = [];
    private long number;
    private long offset;
    private StepCounts counts = new();

    internal DeliverySession(
        DatasetContract dataset,
        StoredObject arrival,
        IDeliveryStream stream,
        QuarantineStore quarantine,
        TimeProvider time,
        RecordConformer conformer,
        Action<RecordConformer> giveBack)
    {
        this.dataset = dataset;
        this.arrival = arrival;
        this.stream = stream;
        this.quarantine = quarantine;
        this.time = time;
        this.conformer = conformer;
        this.giveBack = giveBack;
        using var prefix = new Utf8Output(256);
        prefix.Write(",\"_source\":\""u8);
        JsonText.WriteEscaped(prefix, Encoding.UTF8.GetBytes(arrival.Key));
        sourcePrefix = prefix.WrittenSpan.ToArray();
        TakeTime();
    }

    /// <inheritdoc/>
    public async ValueTask AcceptAsync(ReadOnlyMemory<byte> lines, bool isSingle, CancellationToken cancellation)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            number++;
            if (!line.IsEmpty) await AcceptAsync(new RecordFrame(line, number, offset, line.Length, null), isSingle, cancellation);
            offset += line.Length + 1;
            lines = end < 0 ? default : lines[(end + 1)..];
        }
    }

    /// <summary>Whether a record could be conformed, without delivering it.</summary>
    /// <param name="record">The structured record.</param>
    /// <returns>Null when it could, else why not.</returns>
    public RecordProblem? Check(ReadOnlySpan<byte> record)
    {
        var mark = batch.Length;
        var conformed = conformer.Conform(record, batch);
        batch.Length = mark;
        return conformed.Problem;
    }

    /// <summary>Takes one structured record, or what stands in its place.</summary>
    /// <param name="frame">The record.</param>
    /// <param name="isSingle">True when the arrival holds one record and nothing else.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask AcceptAsync(RecordFrame frame, bool isSingle, CancellationToken cancellation)
    {
        counts = counts with { Records = counts.Records + 1, Bytes = counts.Bytes + frame.Bytes };
        var problem = frame.Problem;
        if (problem is null)
        {
            var conformed = conformer.Conform(frame.Content.Span, batch);
            problem = conformed.Problem;
            if (problem is null)
            {
                conformer.WriteSortKey(batch, sortKeys);
                sortKeyEnds.Add(sortKeys.Length);
                AddLineage(frame.Number, isSingle);
                counts = counts with { Passed = counts.Passed + 1, Rescued = counts.Rescued + (conformed.Rescued > 0 ? 1 : 0) };
                originals.Write(frame.Content.Span);
                seeds.Add(new QuarantineSeed(frame.Number, frame.Offset, isSingle, originals.Length));
            }
        }

        if (problem is not null)
        {
            counts = counts with { Quarantined = counts.Quarantined + 1 };
            await quarantine.PutAsync(QuarantineEntry.Create(dataset.Name, QuarantineStep.Deliver, arrival, frame with { Problem = problem }, isSingle), cancellation);
        }
        else if (batch.Length >= BatchBytes)
        {
            await FlushAsync(cancellation);
        }
    }

    /// <summary>Delivers what is left.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What became of the records.</returns>
    public async ValueTask<StepCounts> CompleteAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        return counts;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        batch.Dispose();
        originals.Dispose();
        sortKeys.Dispose();
        giveBack(conformer);
        return ValueTask.CompletedTask;
    }

    private void AddLineage(long recordNumber, bool isSingle)
    {
        batch.Write(sourcePrefix);
        if (!isSingle)
        {
            batch.WriteByte((byte)'#');
            Span<byte> digits = stackalloc byte[20];
            recordNumber.TryFormat(digits, out var written, provider: CultureInfo.InvariantCulture);
            batch.Write(digits[..written]);
        }

        batch.Write("\",\"_ingested_at\":\""u8);
        batch.Write(ingestedAtText);
        batch.Write("\"}\n"u8);
        ends.Add(batch.Length);
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (ends.Count == 0) return;
        var rejected = await stream.PutAsync(new DeliveryBatch(batch.WrittenMemory, ends, ingestedAt, sortKeys.WrittenMemory, sortKeyEnds), cancellation);
        foreach (var (index, problem) in rejected)
        {
            var seed = seeds[index];
            var line = originals.WrittenMemory[(index == 0 ? 0 : seeds[index - 1].End)..seed.End];
            var frame = new RecordFrame(line, seed.Number, seed.Offset, line.Length, problem);
            await quarantine.PutAsync(QuarantineEntry.Create(dataset.Name, QuarantineStep.Deliver, arrival, frame, seed.Single), cancellation);
            counts = counts with { Passed = counts.Passed - 1, Quarantined = counts.Quarantined + 1 };
        }

        batch.Clear();
        originals.Clear();
        sortKeys.Clear();
        sortKeyEnds.Clear();
        ends.Clear();
        seeds.Clear();
        TakeTime();
    }

    private void TakeTime()
    {
        ingestedAt = time.GetUtcNow();
        using var text = new Utf8Output(32);
        IsoTime.WriteTimestamp((ingestedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, text);
        ingestedAtText = text.WrittenSpan.ToArray();
    }

    private readonly record struct QuarantineSeed(long Number, long Offset, bool Single, int End);
}
