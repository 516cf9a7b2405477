namespace Datalake.Records;

/// <summary>
/// A read-only stream that counts what was read and can take bytes back once, so that content can be looked at before it is decoded.
/// </summary>
/// <param name="inner">The stream.</param>
/// <param name="limit">Bytes after which reading on throws <see cref="ArrivalTooLargeException"/>.</param>
internal sealed class CountedStream(Stream inner, long limit) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> returned;

    /// <summary>Bytes read and not put back.</summary>
    public long Count { get; private set; }

    /// <summary>True once a reader has seen the end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The next read gives these bytes again.</summary>
    public void PutBack(ReadOnlyMemory<byte> bytes)
    {
        returned = bytes;
        Count -= bytes.Length;
        IsOver = false;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = returned.IsEmpty ? inner.Read(buffer) : TakeReturned(buffer);
        return Counted(read, buffer.Length);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = returned.IsEmpty ? await inner.ReadAsync(buffer, cancellationToken) : TakeReturned(buffer.Span);
        return Counted(read, buffer.Length);
    }

    private int Counted(int read, int asked)
    {
        Count += read;
        IsOver |= read == 0 && asked > 0;
        if (Count > limit) throw new ArrivalTooLargeException(limit);
        return read;
    }

    private int TakeReturned(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, returned.Length);
        returned.Span[..count].CopyTo(buffer);
        returned = returned[count..];
        return count;
    }
}
