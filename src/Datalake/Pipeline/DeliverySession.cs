using System.Globalization;
using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;
using Datalake.Telemetry;

namespace Datalake.Pipeline;

/// <summary>Delivers the records of one arrival. Not for two threads at once; dispose it when done or failed.</summary>
public sealed class DeliverySession : IAsyncDisposable
{
    private const int BatchBytes = 512 << 10;

    private readonly string dataset;
    private readonly IDeliveryStream stream;
    private readonly QuarantineWriter bad;
    private readonly TimeProvider time;
    private readonly RecordConformer conformer;
    private readonly Action<RecordConformer> done;
    private readonly Func<long, DateTimeOffset?>? takenAt;
    private readonly Utf8Output batch = new(BatchBytes / 16);
    // The structured records of the batch: a record that the stream rejects is kept as it was before it was conformed, so that it can be
    // replayed.
    private readonly Utf8Output originals = new(BatchBytes / 16);
    private readonly List<int> ends = [];
    private readonly Utf8Output sortKeys = new(1024);
    private readonly List<int> sortKeyEnds = [];
    private readonly List<QuarantineSeed> seeds = [];
    private readonly byte[] sourcePrefix;

    // A key that ends as a record's number does would name a record of another arrival.
    private readonly bool numbersSingle;
    private DateTimeOffset ingestedAt;
    private byte[] ingestedAtText = [];
    private long number;
    private long offset;

    internal DeliverySession(
        string dataset,
        StoredObject arrival,
        IDeliveryStream stream,
        QuarantineWriter bad,
        TimeProvider time,
        RecordConformer conformer,
        Action<RecordConformer> done,
        Func<long, DateTimeOffset?>? takenAt)
    {
        this.dataset = dataset;
        this.takenAt = takenAt;
        this.stream = stream;
        this.bad = bad;
        this.time = time;
        this.conformer = conformer;
        this.done = done;
        using var prefix = new Utf8Output(256);
        prefix.Write(",\"_source\":\""u8);
        JsonText.WriteEscaped(prefix, Encoding.UTF8.GetBytes(arrival.Key));
        sourcePrefix = prefix.WrittenSpan.ToArray();
        var key = arrival.Key.AsSpan().TrimEnd("0123456789");
        numbersSingle = key.Length < arrival.Key.Length && key.EndsWith('#');
        TakeTime();
    }

    /// <summary>What became of the records so far.</summary>
    public StepCounts Counts { get; private set; } = new();

    /// <summary>Takes whole lines.</summary>
    /// <param name="lines">Structured records, one a line; an empty line stands for a record in quarantine.</param>
    /// <param name="isSingle">True when the arrival holds one record and nothing else.</param>
    /// <param name="cancellationToken">A token to cancel the operation; what the stream has taken stays with it.</param>
    public async ValueTask AcceptAsync(ReadOnlyMemory<byte> lines, bool isSingle, CancellationToken cancellationToken)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            number++;
            if (!line.IsEmpty) await AcceptAsync(new RecordFrame(line, number, offset, line.Length, null), isSingle, cancellationToken);
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

    /// <summary>Counts a record that was erased before and is not delivered.</summary>
    /// <param name="bytes">The size of the structured record.</param>
    public void KeepOut(long bytes) =>
        Counts = Counts with { Records = Counts.Records + 1, Erased = Counts.Erased + 1, Bytes = Counts.Bytes + bytes };

    /// <summary>Takes one structured record, or what stands in its place.</summary>
    /// <param name="frame">The record.</param>
    /// <param name="isSingle">True when the arrival holds one record and nothing else.</param>
    /// <param name="cancellationToken">A token to cancel the operation; what the stream has taken stays with it.</param>
    public async ValueTask AcceptAsync(RecordFrame frame, bool isSingle, CancellationToken cancellationToken)
    {
        if (takenAt is not null && !await TakeTimeAsync(takenAt(frame.Number), cancellationToken)) return;
        Counts = Counts with { Records = Counts.Records + 1, Bytes = Counts.Bytes + frame.Bytes };
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
                Counts = Counts with { Passed = Counts.Passed + 1, Rescued = Counts.Rescued + (conformed.Rescued > 0 ? 1 : 0) };
                originals.Write(frame.Content.Span);
                seeds.Add(new QuarantineSeed(frame.Number, frame.Offset, isSingle, originals.Length));
            }
        }

        if (problem is not null)
        {
            Counts = Counts with { Quarantined = Counts.Quarantined + 1 };
            await bad.AddAsync(QuarantineStep.Deliver, frame with { Problem = problem }, isSingle, cancellationToken);
        }
        else if (batch.Length >= BatchBytes)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Delivers what is left, and puts what cannot be delivered into quarantine.</summary>
    /// <param name="cancellationToken">A token to cancel the operation; what the stream has taken stays with it.</param>
    /// <returns>What became of the records.</returns>
    public async ValueTask<StepCounts> CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await bad.CommitAsync(cancellationToken);
        LakeMeter.Delivered(dataset, Counts);
        return Counts;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        batch.Dispose();
        originals.Dispose();
        sortKeys.Dispose();
        done(conformer);
        await bad.DisposeAsync();
    }

    private void AddLineage(long recordNumber, bool isSingle)
    {
        batch.Write(sourcePrefix);
        if (!isSingle || numbersSingle)
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

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (ends.Count == 0) return;
        var rejected = await stream.PutAsync(
            new DeliveryBatch(batch.WrittenMemory, ends, ingestedAt, sortKeys.WrittenMemory, sortKeyEnds), cancellationToken);
        foreach (var (index, problem) in rejected)
        {
            var seed = seeds[index];
            var line = originals.WrittenMemory[(index == 0 ? 0 : seeds[index - 1].End)..seed.End];
            var frame = new RecordFrame(line, seed.Number, seed.Offset, line.Length, problem);
            await bad.AddAsync(QuarantineStep.Deliver, frame, seed.Single, cancellationToken);
            Counts = Counts with { Passed = Counts.Passed - 1, Quarantined = Counts.Quarantined + 1 };
        }

        batch.Clear();
        originals.Clear();
        sortKeys.Clear();
        sortKeyEnds.Clear();
        ends.Clear();
        seeds.Clear();
        TakeTime();
    }

    // A batch is of one ingestion hour.
    private async ValueTask<bool> TakeTimeAsync(DateTimeOffset? taken, CancellationToken cancellationToken)
    {
        if (taken is not { } known) return false;
        if (IngestionHour.Of(known) != IngestionHour.Of(ingestedAt)) await FlushAsync(cancellationToken);
        if (known != ingestedAt) TakeTime(known);
        return true;
    }

    private void TakeTime() => TakeTime(time.GetUtcNow());

    private void TakeTime(DateTimeOffset taken)
    {
        ingestedAt = taken;
        using var text = new Utf8Output(32);
        IsoTime.WriteTimestamp((ingestedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, text);
        ingestedAtText = text.WrittenSpan.ToArray();
    }

    private readonly record struct QuarantineSeed(long Number, long Offset, bool Single, int End);
}
