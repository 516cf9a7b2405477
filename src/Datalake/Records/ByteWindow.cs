using System.Buffers;
using Datalake.Datasets;

namespace Datalake.Records;

/// <summary>
/// The part of an arrival that is in memory: decompressed bytes from a stream, consumed from the front and filled at the back.
/// </summary>
internal sealed class ByteWindow : IDisposable
{
    private const int FillBytes = 256 << 10;

    private readonly Stream source;
    private readonly RawFormat? format;
    private readonly RecordLimits limits;
    private ArrivalContent? content;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FillBytes);
    private int start;
    private int end;
    private long produced;

    /// <summary>Begins at the start of a stream. The stream stays the caller's to dispose.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="format">How it is written; null for what the lake wrote itself.</param>
    /// <param name="limits">The limits in force.</param>
    public ByteWindow(Stream stream, RawFormat? format, RecordLimits limits)
    {
        source = stream;
        this.format = format;
        this.limits = limits;
    }

    /// <summary>What is in memory and not consumed.</summary>
    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(start, end - start);

    /// <summary>What is in memory and not consumed.</summary>
    public ReadOnlySpan<byte> Span => buffer.AsSpan(start, end - start);

    /// <summary>Bytes in memory and not consumed.</summary>
    public int Length => end - start;

    /// <summary>Bytes of memory the window takes. It grows and does not shrink.</summary>
    public int Capacity => buffer.Length;

    /// <summary>Bytes consumed since the start of the arrival.</summary>
    public long Offset { get; private set; }

    /// <summary>True when nothing more will come.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why nothing more will come although the arrival is not over; null where it ended well.</summary>
    public RecordProblem? Failure { get; private set; }

    /// <summary>
    /// True when the content is damaged or misses its end, so that what is left is no whole record, and none can be trusted.
    /// </summary>
    public bool IsCut { get; private set; }

    /// <summary>Passes over bytes in memory.</summary>
    public void Consume(int count)
    {
        start += count;
        Offset += count;
    }

    /// <summary>Brings more bytes into memory, behind those that are there.</summary>
    /// <returns>False when nothing more will come.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (Ended) return false;
        MakeRoom();
        content ??= await ArrivalContent.OpenAsync(source, format, limits.ArrivalBytes, cancellationToken);
        try
        {
            if (content.Problem is null)
            {
                var read = await content.Stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
                end += read;
                produced += read;
                Ended = read == 0;
            }
        }
        catch (InvalidDataException damage) when (content.IsGzip)
        {
            content.Fail(damage, produced);
        }

        if (content.Problem is { } problem)
        {
            Fail(problem);
            IsCut = content.IsDamaged;
        }

        // The stream ends at the first bytes that are no gzip, and asks for more where there are none.
        else if (Ended && content.IsGzip && !content.IsOver)
        {
            Fail(new RecordProblem(
                RecordRules.BadGzip,
                $"Bytes that are not gzip follow the gzip stream, whose content ends at byte {produced}. They are not read; send what they hold in a file of its own.",
                0
            ));
        }
        else if (content.IsGzip && produced > limits.ExpansionFloor && produced / limits.Expansion > content.Read)
        {
            Fail(new RecordProblem(
                RecordRules.GzipBomb,
                $"The gzip stream grew to {produced} bytes from {content.Read}, more than {limits.Expansion} times, and is not read further. "
                    + "No record of the arrival is delivered. Upload it in less repetitive parts if it is real.",
                0
            ));
            IsCut = true;
        }

        return !Ended;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        content?.Dispose();
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Fail(RecordProblem problem)
    {
        Failure = problem;
        Ended = true;
    }

    private void MakeRoom()
    {
        if (start > 0 && (start == end || buffer.Length - end < FillBytes / 2))
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (buffer.Length - end >= FillBytes / 2) return;
        var grown = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(start, end - start).CopyTo(grown);
        end -= start;
        start = 0;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = grown;
    }
}
