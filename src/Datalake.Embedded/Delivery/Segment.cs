using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// Conformed records of one ingestion hour in a scratch file, as they come, with what orders them in memory. Not durable and not meant to
/// be.
/// </summary>
internal sealed class Segment(string path, IngestionHour hour, IFileSystem files) : IDisposable
{
    private readonly FileStream stream = files.OpenFile(
        path,
        new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            BufferSize = 1 << 17,
        }
    );

    public IngestionHour Hour { get; } = hour;

    public long Bytes { get; private set; }

    public int Records => Lines.Count;

    /// <summary>Where each record lies in the file, and its key in <see cref="Keys"/>.</summary>
    public List<SegmentLine> Lines { get; } = [];

    /// <summary>The sort keys, one behind the other.</summary>
    public KeyArena Keys { get; } = new();

    public void Append(DeliveryBatch batch)
    {
        stream.Write(batch.Lines.Span);
        var start = 0;
        var keyStart = 0;
        for (var i = 0; i < batch.Ends.Count; i++)
        {
            var key = Keys.Add(batch.SortKeys.Span[keyStart..batch.SortKeyEnds[i]]);
            Lines.Add(new SegmentLine(Bytes + start, batch.Ends[i] - start, key));
            start = batch.Ends[i];
            keyStart = batch.SortKeyEnds[i];
        }

        Bytes += batch.Lines.Length;
    }

    /// <summary>No more will be appended; the lines can be read.</summary>
    public void Seal() => stream.Flush();

    /// <summary>Reads a line.</summary>
    public void Read(SegmentLine line, Span<byte> target)
    {
        var read = RandomAccess.Read(stream.SafeFileHandle, target[..line.Length], line.Offset);
        if (read != line.Length)
            throw new IOException($"{path} was cut while it was in use: {read} of {line.Length} bytes at {line.Offset}.");
    }

    /// <summary>Throws the file away.</summary>
    public void Dispose()
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The last buffer did not fit on a full disk; the append has reported it, and the file goes anyway.
        }

        WholeFile.TryDelete(path, files);
    }
}

/// <summary>Where a record lies in a segment.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes, line end included.</param>
/// <param name="Key">Its sort key.</param>
internal readonly record struct SegmentLine(long Offset, int Length, KeyRange Key);
