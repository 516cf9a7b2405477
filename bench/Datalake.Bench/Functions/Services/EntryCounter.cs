namespace Datalake.Bench.Functions.Services;

/// <summary>
/// Counts the entries of a PutRecordBatch without reading it as JSON, which would cost more than the function's own part. Each has a key
/// "Data"; what is in them is base64, which has no quotes. Bodies come in pieces, and a key may lie across two.
/// </summary>
internal sealed class EntryCounter
{
    private static readonly byte[] Key = [.. "\"Data\""u8];

    // The last bytes seen, too few to hold a key.
    private byte[] tail = [];

    /// <summary>The entries so far.</summary>
    public int Entries { get; private set; }

    /// <summary>Looks at a piece.</summary>
    /// <param name="piece">The bytes.</param>
    public void Add(ReadOnlyMemory<byte> piece)
    {
        var span = piece.Span;
        byte[] seam = [.. tail, .. span[..Math.Min(Key.Length - 1, span.Length)]];
        Entries += seam.AsSpan().Count(Key) + span.Count(Key);
        var last = span.Length < Key.Length ? seam : span[^(Key.Length - 1)..].ToArray();
        tail = last[^Math.Min(Key.Length - 1, last.Length)..];
    }
}
