namespace Amazon.Lambda.Tests.RuntimeSupport;

/// <summary>A stream that can only be read, byte by byte, as one from the network.</summary>
internal sealed class ForwardStream(byte[] bytes, int start = 0, bool breaksAtEnd = false) : Stream
{
    private int _position = start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position < bytes.Length)
        {
            buffer[offset] = bytes[_position++];
            return 1;
        }

        return breaksAtEnd ? throw new IOException("The stream broke.") : 0;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
