using Datalake.Storage;

namespace Datalake.Embedded.Tests.Checking;

/// <summary>A store of which the objects' streams are wrapped: for what happens to an arrival while it is read.</summary>
internal sealed class StreamStore(IObjectStore inner, Func<string, Stream, Stream> wrap) : IObjectStore
{
    public async ValueTask<ObjectContent?> OpenAsync(string key, CancellationToken cancellationToken) =>
        await inner.OpenAsync(key, cancellationToken) is { } content ? content with { Stream = wrap(key, content.Stream) } : null;

    public ValueTask<StoredObject?> FindAsync(string key, CancellationToken cancellationToken) => inner.FindAsync(key, cancellationToken);

    public ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellationToken) =>
        inner.CreateAsync(key, cancellationToken);

    public ValueTask<bool> PutAsync(string key, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellationToken) =>
        inner.PutAsync(key, content, mode, cancellationToken);

    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken) =>
        inner.ListAsync(prefix, cancellationToken);

    public IAsyncEnumerable<StoredObject> ListAfterAsync(string prefix, string after, CancellationToken cancellationToken) =>
        inner.ListAfterAsync(prefix, after, cancellationToken);
}

/// <summary>A stream that does something when so many bytes of it were read.</summary>
internal sealed class TrippingStream(Stream inner, long after, Action trip) : Stream
{
    private long read;
    private bool tripped;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (read >= after && !tripped)
        {
            tripped = true;
            trip();
        }

        var count = inner.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(1, after - read))]);
        read += count;
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

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
