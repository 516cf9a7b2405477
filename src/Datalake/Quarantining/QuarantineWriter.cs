using System.Text.Json;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Quarantining;

/// <summary>
/// Writes the bad records of one arrival into one object, an entry a line. Nothing is there before <see cref="CommitAsync"/>, and nothing
/// is written for an arrival without bad records. Not for two threads at once.
/// </summary>
public sealed class QuarantineWriter : IAsyncDisposable
{
    /// <summary>
    /// Bad records of one arrival that are kept one by one; those behind them share one entry, <see cref="RecordRules.Rest"/>.
    /// </summary>
    public const int MaximumEntries = 10_000;

    /// <summary>Bytes of entries up to which the bad records of one arrival are kept one by one. 64 MiB.</summary>
    public const long MaximumBytes = 64L << 20;

    private const int BlockBytes = 256 << 10;

    private readonly IObjectStore store;
    private readonly string dataset;
    private readonly StoredObject arrival;
    private readonly Func<string> key;
    private readonly SortedDictionary<QuarantineStep, QuarantineRest> rests = [];
    private MemoryStream? block;
    private ObjectWriter? writer;
    private int entries;
    private long bytes;

    internal QuarantineWriter(IObjectStore store, string dataset, StoredObject arrival, Func<string> key)
    {
        this.store = store;
        this.dataset = dataset;
        this.arrival = arrival;
        this.key = key;
    }

    /// <summary>Adds a bad record.</summary>
    /// <param name="step">The step that found it.</param>
    /// <param name="frame">What stands there; its problem is the reason.</param>
    /// <param name="single">True when it is all the arrival holds.</param>
    /// <param name="cancellationToken">A token to cancel the operation; nothing is committed then.</param>
    public async ValueTask AddAsync(QuarantineStep step, RecordFrame frame, bool single, CancellationToken cancellationToken)
    {
        if (entries < MaximumEntries && bytes < MaximumBytes)
        {
            await WriteAsync(QuarantineEntry.Create(dataset, step, arrival, frame, single), cancellationToken);
            return;
        }

        if (!rests.TryGetValue(step, out var rest)) rests[step] = rest = new QuarantineRest();
        if (rest.IsFull) await WriteAsync(rest.Take(dataset, step, arrival)!, cancellationToken);
        rest.Add(frame);
    }

    /// <summary>Adds a line of another object as it is.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="cancellationToken">A token to cancel the operation; nothing is committed then.</param>
    public ValueTask CopyAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        block ??= new MemoryStream();
        block.Write(line.Span);
        return EndLineAsync(line.Length, cancellationToken);
    }

    /// <summary>Puts the object under its key, in place of one that an earlier attempt left. Does nothing when nothing was added.</summary>
    /// <param name="cancellationToken">A token to cancel the operation; nothing is committed then.</param>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        foreach (var (step, rest) in rests)
        {
            if (rest.Take(dataset, step, arrival) is { } entry) await WriteAsync(entry, cancellationToken);
        }

        if (block is null) return;
        await FlushAsync(cancellationToken);
        await writer!.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (writer is not null) await writer.DisposeAsync();
        if (block is not null) await block.DisposeAsync();
    }

    private ValueTask WriteAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        block ??= new MemoryStream();
        var start = block.Length;
        JsonSerializer.Serialize(block, entry, QuarantineJson.Readable.QuarantineEntry);
        return EndLineAsync(block.Length - start, cancellationToken);
    }

    private ValueTask EndLineAsync(long length, CancellationToken cancellationToken)
    {
        block!.WriteByte((byte)'\n');
        entries++;
        bytes += length + 1;
        return block.Length < BlockBytes ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        writer ??= await store.CreateAsync(key(), cancellationToken);
        await writer.WriteAsync(block!.GetBuffer().AsMemory(0, (int)block.Length), cancellationToken);
        block.SetLength(0);
    }
}
