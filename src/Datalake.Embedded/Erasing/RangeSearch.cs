namespace Datalake.Embedded.Erasing;

/// <summary>Searches a part of a stream that is too large to be held in memory.</summary>
internal static class RangeSearch
{
    private const int BlockBytes = 1 << 20;

    // Values and their escaped forms are shorter, so that none is missed where two blocks meet.
    private const int Overlap = 64 << 10;

    /// <summary>True when a list of values is found. All of its values are looked for in one block.</summary>
    public static async Task<bool> IsInAsync(
        Stream stream, long offset, long count, TextSearch search, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockBytes];
        for (var left = offset; left > 0;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            if (read == 0) return false;
            left -= read;
        }

        var kept = 0;
        while (count > 0)
        {
            var wanted = (int)Math.Min(count, buffer.Length - kept);
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(kept, wanted), wanted, throwOnEndOfStream: false, cancellationToken);
            if (search.IsIn(buffer.AsSpan(0, kept + read))) return true;
            if (read < wanted) return false;
            count -= read;
            var end = kept + read;
            kept = Math.Min(Overlap, end);
            buffer.AsSpan(end - kept, kept).CopyTo(buffer);
        }

        return false;
    }
}
