using Datalake.Tables;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// Puts the records of segments in the order of the consumable tables and deals them out in runs of one stage file each. A file of one
/// change date becomes a file of the table as it is; of others the partition routine finds the rows of a day side by side and need not sort
/// wide rows of a whole hour at once (docs/decisions/0004-sorted-stage.md).
/// </summary>
internal static class SegmentSorter
{
    // About a quarter of a megabyte of Parquet: a file of less is mostly its footer.
    private const long SmallDayBytes = 1 << 20;

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
            var compared = KeyOf(segments, a).SequenceCompareTo(KeyOf(segments, b));
            return compared != 0 ? compared : (a.Segment, a.Line).CompareTo((b.Segment, b.Line));
        });

        var firsts = segments.Sum(segment => segment.Bytes) < SmallDayBytes ? order.Length : MoveRepeats(segments, order);
        foreach (var block in Blocks(segments, order, 0, firsts).Concat(Blocks(segments, order, firsts, order.Length)))
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

    /// <summary>
    /// Moves records whose key is that of the one before to the end, in their order: the routine will drop them, and a file without them
    /// becomes the table's as it is. Of those with one key, the one stays that the routine keeps, the first by its source.
    /// </summary>
    /// <returns>How many stay.</returns>
    private static int MoveRepeats(IReadOnlyList<Segment> segments, (int Segment, int Line)[] order)
    {
        var duplicates = new List<(int Segment, int Line)>();
        var kept = 0;
        for (var start = 0; start < order.Length;)
        {
            var key = KeyOf(segments, order[start]);
            var end = start + 1;
            while (end < order.Length && KeyOf(segments, order[end]).SequenceEqual(key)) end++;
            var first = end - start == 1 ? order[start] : FirstBySource(segments, order[start..end]);
            if (end - start > 1) duplicates.AddRange(order[start..end].Where(place => place != first));
            order[kept++] = first;
            start = end;
        }

        duplicates.CopyTo(order, kept);
        return kept;
    }

    private static (int Segment, int Line) FirstBySource(IReadOnlyList<Segment> segments, (int Segment, int Line)[] places)
    {
        var first = places[0];
        var source = SourceOf(segments, first);
        foreach (var place in places[1..])
        {
            var other = SourceOf(segments, place);
            if (other.SequenceCompareTo(source) >= 0) continue;
            first = place;
            source = other;
        }

        return first;
    }

    /// <summary>The end of a record from its source on.</summary>
    private static ReadOnlySpan<byte> SourceOf(IReadOnlyList<Segment> segments, (int Segment, int Line) place)
    {
        var line = segments[place.Segment].Lines[place.Line];
        var record = new byte[line.Length];
        segments[place.Segment].Read(line, record);
        return record.AsSpan(Math.Max(0, record.AsSpan().LastIndexOf(Lineage.KeyOf(Lineage.Source))));
    }

    /// <summary>A change date by itself, whose files the table can take as they are; small ones that follow each other together.</summary>
    private static IEnumerable<Block> Blocks(IReadOnlyList<Segment> segments, (int Segment, int Line)[] order, int start, int end)
    {
        Block? small = null;
        while (start < end)
        {
            var day = DayOf(segments, order[start]);
            var block = new Block(start, start, 0);
            while (block.End < end && DayOf(segments, order[block.End]).SequenceEqual(day))
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
        KeyOf(segments, place)[..sizeof(int)];

    private static ReadOnlySpan<byte> KeyOf(IReadOnlyList<Segment> segments, (int Segment, int Line) place) =>
        segments[place.Segment].Keys.Get(segments[place.Segment].Lines[place.Line].Key);

    private readonly record struct Block(int Start, int End, long Bytes);
}

/// <summary>Records of one stage file, in order.</summary>
/// <param name="Segments">Where they lie.</param>
/// <param name="Order">Segment and line of each.</param>
internal sealed record SortedRun(IReadOnlyList<Segment> Segments, ReadOnlyMemory<(int Segment, int Line)> Order);
