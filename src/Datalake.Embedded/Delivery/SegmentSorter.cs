namespace Datalake.Embedded.Delivery;

/// <summary>
/// Puts the records of segments in the order of the consumable tables and deals them out in runs of one stage file each. A file of one
/// change date becomes a file of the table as it is; of others the partition routine finds the rows of a day side by side and need not sort
/// wide rows of a whole hour at once (docs/decisions/0004-sorted-stage.md).
/// </summary>
internal static class SegmentSorter
{
    // About a quarter of a megabyte of Parquet: a file of less is mostly its footer.
    private const long SmallDayBytes = 4 << 20;

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

        foreach (var block in Blocks(segments, order))
        {
            // Parts of about one size: a last one of a few records would be a file of its own. They are written side by side: without a
            // remainder no processor waits for the last one.
            var parts = Math.Max(1, (block.Bytes + fileBytes / 2) / fileBytes);
            if (parts > 1) parts = (parts + Environment.ProcessorCount - 1) / Environment.ProcessorCount * Environment.ProcessorCount;
            var start = block.Start;
            long bytes = 0;
            var part = 1;
            for (var i = block.Start; i < block.End; i++)
            {
                bytes += LengthOf(segments, order[i]);
                if (i + 1 < block.End && (part >= parts || bytes < block.Bytes / parts * part)) continue;
                yield return new SortedRun(segments, order.AsMemory(start..(i + 1)));
                start = i + 1;
                part++;
            }
        }
    }

    /// <summary>A change date by itself, whose files the table can take as they are; small ones that follow each other together.</summary>
    private static IEnumerable<Block> Blocks(IReadOnlyList<Segment> segments, (int Segment, int Line)[] order)
    {
        Block? small = null;
        for (var start = 0; start < order.Length;)
        {
            var day = DayOf(segments, order[start]);
            var block = new Block(start, start, 0);
            while (block.End < order.Length && DayOf(segments, order[block.End]).SequenceEqual(day))
                block = block with { End = block.End + 1, Bytes = block.Bytes + LengthOf(segments, order[block.End]) };
            start = block.End;
            if (block.Bytes < SmallDayBytes)
            {
                small = small is { } before ? before with { End = block.End, Bytes = before.Bytes + block.Bytes } : block;
                continue;
            }

            if (small is { } some) yield return some;
            small = null;
            yield return block;
        }

        if (small is { } last) yield return last;
    }

    private static long LengthOf(IReadOnlyList<Segment> segments, (int Segment, int Line) place) =>
        segments[place.Segment].Lines[place.Line].Length;

    // The sort key begins with it.
    private static ReadOnlySpan<byte> DayOf(IReadOnlyList<Segment> segments, (int Segment, int Line) place) =>
        segments[place.Segment].Keys.Get(segments[place.Segment].Lines[place.Line].Key)[..sizeof(int)];

    private readonly record struct Block(int Start, int End, long Bytes);
}

/// <summary>Records of one stage file, in order.</summary>
/// <param name="Segments">Where they lie.</param>
/// <param name="Order">Segment and line of each.</param>
internal sealed record SortedRun(IReadOnlyList<Segment> Segments, ReadOnlyMemory<(int Segment, int Line)> Order);
