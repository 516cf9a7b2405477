namespace Datalake.Embedded.Delivery;

/// <summary>Many short byte strings in a few large blocks.</summary>
internal sealed class KeyArena
{
    private const int BlockBytes = 64 << 10;

    private readonly List<byte[]> blocks = [];
    private int used = BlockBytes;

    public KeyRange Add(ReadOnlySpan<byte> key)
    {
        if (blocks.Count == 0 || used + key.Length > blocks[^1].Length)
        {
            blocks.Add(new byte[Math.Max(BlockBytes, key.Length)]);
            used = 0;
        }

        key.CopyTo(blocks[^1].AsSpan(used));
        var range = new KeyRange(blocks.Count - 1, used, key.Length);
        used += key.Length;
        return range;
    }

    public ReadOnlySpan<byte> Get(KeyRange range) => blocks[range.Block].AsSpan(range.Start, range.Length);
}

/// <summary>A byte string in a <see cref="KeyArena"/>.</summary>
internal readonly record struct KeyRange(int Block, int Start, int Length);
