namespace Datalake.Embedded.Tests.Simulation;

/// <summary>An open file of a simulated disk, of which each read and write is a call that can fail.</summary>
internal sealed class SimulatedFile(string path, FileStreamOptions options, Action<DiskCall> calling) : FileStream(path, options)
{
    private readonly string path = path;

    public override int Read(Span<byte> buffer)
    {
        calling(new DiskCall(DiskCallKind.Read, path));
        return base.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        calling(new DiskCall(DiskCallKind.Read, path));
        return base.Read(buffer, offset, count);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        calling(new DiskCall(DiskCallKind.Read, path));
        return base.ReadAsync(buffer, cancellationToken);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        calling(new DiskCall(DiskCallKind.Write, path));
        base.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        calling(new DiskCall(DiskCallKind.Write, path));
        base.Write(buffer, offset, count);
    }
}
