using Datalake.Storage;

namespace Datalake.Embedded.Delivery;

/// <summary>Conformed records of one ingestion hour in a scratch file, on their way to Parquet. Not durable and not meant to be.</summary>
internal sealed class Segment(string path, IngestionHour hour) : IDisposable
{
    // The engine parses up to 2,048 records of a file at a time, each into a tree several times its size: small files keep its memory small.
    private const int FullBytes = 4 << 20;

    private readonly FileStream stream = new(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 17 });

    public string Path { get; } = path;

    public IngestionHour Hour { get; } = hour;

    public long Bytes { get; private set; }

    /// <summary>True when the next records belong into another segment.</summary>
    public bool IsFull => Bytes >= FullBytes;

    public long Records { get; private set; }

    /// <summary>The largest record, in bytes; the engine must be told how large one may be.</summary>
    public int Largest { get; private set; }

    public void Append(ReadOnlySpan<byte> lines, IReadOnlyList<int> ends)
    {
        stream.Write(lines);
        Bytes += lines.Length;
        Records += ends.Count;
        var start = 0;
        foreach (var end in ends)
        {
            Largest = Math.Max(Largest, end - start);
            start = end;
        }
    }

    /// <summary>No more will be appended; the file can be read.</summary>
    public void Close() => stream.Dispose();

    /// <summary>Throws the file away.</summary>
    public void Dispose()
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The last buffer did not fit on a full disk; whoever appended has been told, and the file goes anyway.
        }

        File.Delete(Path);
    }
}
