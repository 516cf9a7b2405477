using Datalake.Records;

namespace Datalake.Embedded.Storage;

/// <summary>The content of an object. What goes wrong while it is read is put in words that name the object.</summary>
internal sealed class FileObjectStream(FileStream file, string key) : ReadOnlyStream
{
    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return file.Read(buffer);
        }
        catch (IOException failure)
        {
            throw FileObjectStore.Describe(failure, "read", key);
        }
    }

    // Synchronous on purpose: what is not in the page cache is read ahead by the system.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
