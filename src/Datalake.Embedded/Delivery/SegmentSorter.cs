using System.Globalization;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// Puts the records of segments in the order of the consumable tables and deals them out in runs of one stage file each. The partition
/// routine then finds the rows of a day side by side and need not sort wide rows of a whole hour at once
/// (docs/decisions/0004-sorted-stage.md).
/// </summary>
internal static class SegmentSorter
{
    // The engine parses up to 2,048 records of a file at a time, each into a tree several times its size: small files keep its memory
    // small.
    private const int PieceBytes = 1 << 20;

    /// <summary>Sorts and splits.</summary>
    /// <param name="segments">The segments of one hour, sealed.</param>
    /// <param name="fileBytes">Bytes of records after which the next run begins.</param>
    public static IEnumerable<SortedRun> Sort(IReadOnlyList<Segment> segments, long fileBytes)
    {
        var order = new (int Segment, int Line)[segments.Sum(segment => segment.Records)];
        var count = 0;
        for (var segment = 0; segment < segments.Count; segment++)
        {
            for (var line = 0; line < segments[segment].Records; line++) order[count++] = (segment, line);
        }

        Array.Sort(order, (a, b) =>
        {
            var (first, second) = (segments[a.Segment], segments[b.Segment]);
            var compared = first.Keys.Get(first.Lines[a.Line].Key).SequenceCompareTo(second.Keys.Get(second.Lines[b.Line].Key));
            return compared != 0 ? compared : (a.Segment, a.Line).CompareTo((b.Segment, b.Line));
        });

        // Runs of about one size: a last one of a few records would be a file of its own.
        var total = segments.Sum(segment => segment.Bytes);
        var runs = Math.Max(1, (total + fileBytes / 2) / fileBytes);

        // They are written side by side: without a remainder no processor waits for the last one.
        if (runs > 1) runs = (runs + Environment.ProcessorCount - 1) / Environment.ProcessorCount * Environment.ProcessorCount;
        var start = 0;
        long bytes = 0;
        var run = 1;
        for (var i = 0; i < order.Length; i++)
        {
            bytes += segments[order[i].Segment].Lines[order[i].Line].Length;
            if (i + 1 < order.Length && (run >= runs || bytes < total / runs * run)) continue;
            yield return new SortedRun(segments, order.AsMemory(start..(i + 1)));
            start = i + 1;
            run++;
        }
    }

    /// <summary>Writes a run as files that the engine reads in order.</summary>
    /// <param name="run">The run.</param>
    /// <param name="prefix">The beginning of the files' paths.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Write(SortedRun run, string prefix)
    {
        var files = new List<string>();
        var buffer = new byte[64 << 10];
        FileStream? stream = null;
        try
        {
            foreach (var (segment, index) in run.Order.Span)
            {
                if (stream is null || stream.Position >= PieceBytes)
                {
                    stream?.Dispose();
                    files.Add(string.Create(CultureInfo.InvariantCulture, $"{prefix}{files.Count:d5}.ndjson"));
                    stream = new FileStream(
                        files[^1],
                        new FileStreamOptions
                        {
                            Mode = FileMode.Create,
                            Access = FileAccess.Write,
                            BufferSize = 1 << 17,
                        }
                    );
                }

                var line = run.Segments[segment].Lines[index];
                if (line.Length > buffer.Length) buffer = new byte[line.Length * 2];
                run.Segments[segment].Read(line, buffer);
                stream.Write(buffer.AsSpan(0, line.Length));
            }
        }
        finally
        {
            stream?.Dispose();
        }

        return files;
    }
}

/// <summary>Records of one stage file, in order.</summary>
/// <param name="Segments">Where they lie.</param>
/// <param name="Order">Segment and line of each.</param>
internal sealed record SortedRun(IReadOnlyList<Segment> Segments, ReadOnlyMemory<(int Segment, int Line)> Order)
{
    /// <summary>The largest record, in bytes.</summary>
    public int Largest()
    {
        var largest = 0;
        foreach (var (segment, line) in Order.Span) largest = Math.Max(largest, Segments[segment].Lines[line].Length);
        return largest;
    }

    /// <summary>Bytes of all records.</summary>
    public long Bytes()
    {
        long bytes = 0;
        foreach (var (segment, line) in Order.Span) bytes += Segments[segment].Lines[line].Length;
        return bytes;
    }
}
