using System.Buffers;
using System.IO.Compression;

namespace Datalake.Records;

/// <summary>
/// The part of an arrival that is in memory: decompressed bytes from a stream, consumed from the front and filled at the back.
/// </summary>
internal sealed class ByteWindow : IDisposable
{
    private const int FillBytes = 256 << 10;

    private readonly CountedStream source;
    private readonly RecordLimits limits;
    private Stream? content;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FillBytes);
    private int start;
    private int end;
    private long produced;

    /// <summary>
    /// Without this switch the framework takes a gzip stream that is cut for one that ends, and what was cut off is lost without a word.
    /// Our own programs set it from the start (Directory.Build.props); this is for other hosts.
    /// </summary>
    static ByteWindow() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Begins at the start of a stream. The stream stays the caller's to dispose.</summary>
    public ByteWindow(Stream stream, RecordLimits limits)
    {
        source = new CountedStream(stream);
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

    /// <summary>True when the content misses its end, so that what is left of it is no whole record.</summary>
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
        try
        {
            content ??= await OpenContentAsync(cancellationToken);
            var read = await content.ReadAsync(buffer.AsMemory(end), cancellationToken);
            end += read;
            produced += read;
            Ended = read == 0;

            // The stream ends at the first bytes that are no gzip, and asks for more where there are none.
            if (Ended && content is GZipStream && !source.IsOver)
            {
                Failure = new RecordProblem(
                    RecordRules.BadGzip,
                    $"Bytes that are not gzip follow the gzip stream, whose content ends at byte {produced}. They are not read; send what they hold in a file of its own.",
                    0
                );
            }
        }
        catch (InvalidDataException damage) when (content is GZipStream)
        {
            Fail(
                RecordRules.BadGzip,
                $"The gzip stream is damaged or cut: {damage.Message} It was readable up to byte {produced} of its content."
            );
        }

        if (content is GZipStream && produced > limits.ExpansionFloor && produced / limits.Expansion > source.Count)
        {
            Fail(
                RecordRules.GzipBomb,
                $"The gzip stream grew to {produced} bytes from {source.Count}, more than {limits.Expansion} times; nothing behind that is read. Upload it in less repetitive parts if it is real."
            );
        }

        return !Ended;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (content is GZipStream) content.Dispose();
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Fail(string rule, string message)
    {
        Failure = new RecordProblem(rule, message, 0);
        IsCut = true;
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

    private async ValueTask<Stream> OpenContentAsync(CancellationToken cancellationToken)
    {
        var head = new byte[2];
        var count = await source.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken);
        source.PutBack(head.AsMemory(0, count));
        return count == 2 && head[0] == 0x1f && head[1] == 0x8b
            ? new GZipStream(source, CompressionMode.Decompress, leaveOpen: true)
            : source;
    }
}
