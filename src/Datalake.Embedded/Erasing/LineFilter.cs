namespace Datalake.Embedded.Erasing;

/// <summary>Copies lines but for the content of some, whose ends stay, so that the others keep their numbers.</summary>
internal static class LineFilter
{
    private const int BlockBytes = 128 << 10;

    /// <summary>Copies.</summary>
    /// <param name="input">The lines.</param>
    /// <param name="output">Receives them.</param>
    /// <param name="emptied">The numbers of the lines whose content is not written, from 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task CopyAsync(Stream input, Stream output, IReadOnlySet<long> emptied, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        var line = 1L;
        int read;
        while ((read = await input.ReadAsync(block, cancellationToken)) > 0)
        {
            for (var start = 0; start < read;)
            {
                var end = block.AsSpan(start, read - start).IndexOf((byte)'\n');
                var stop = end < 0 ? read : start + end;
                if (emptied.Contains(line)) start = stop;
                if (end >= 0)
                {
                    stop++;
                    line++;
                }

                await output.WriteAsync(block.AsMemory(start, stop - start), cancellationToken);
                start = stop;
            }
        }
    }
}
