namespace Datalake.Tests.Records;

/// <summary>A long stream that is made while it is read: a head, a filling repeated up to a length, a tail.</summary>
internal sealed class GeneratedStream(byte[] head, byte[] filling, long fillingLength, byte[] tail) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => head.Length + fillingLength + tail.Length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var part = Part();
        var count = Math.Min(buffer.Length, part.Length);
        part[..count].CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private ReadOnlySpan<byte> Part()
    {
        if (position < head.Length) return head.AsSpan((int)position);
        var index = position - head.Length;
        if (index >= fillingLength) return tail.AsSpan((int)(index - fillingLength));
        var part = filling.AsSpan((int)(index % filling.Length));
        return part[..(int)Math.Min(part.Length, fillingLength - index)];
    }
}
