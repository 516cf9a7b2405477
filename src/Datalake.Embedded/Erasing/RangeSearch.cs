namespace Datalake.Embedded.Erasing;

/// <summary>Searches a part of a stream that is too large to be held in memory.</summary>
internal static class RangeSearch
{
    private const int BlockBytes = 1 << 20;

    // Values and their escaped forms are shorter, so that none is missed where two blocks meet.
    private const int Overlap = 64 << 10;

    // The decompression gives nothing of a read in which it meets the damage.
    private const int CautiousBytes = 256;

    /// <summary>True when a list of values is found in what can be decompressed of a damaged stream.</summary>
    public static async Task<bool> IsBeforeDamageAsync(Stream stream, TextSearch search, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockBytes];
        var end = 0;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(end, CautiousBytes), cancellationToken)) > 0)
            {
                end += read;
                if (end + CautiousBytes <= buffer.Length) continue;
                if (search.IsIn(buffer.AsSpan(0, end))) return true;
                buffer.AsSpan(end - Overlap, Overlap).CopyTo(buffer);
                end = Overlap;
            }
        }
        catch (InvalidDataException)
        {
            // The damage.
        }

        return search.IsIn(buffer.AsSpan(0, end));
    }

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
