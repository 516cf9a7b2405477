using Datalake.Storage;

namespace Datalake.Embedded.Storage;

/// <summary>Writes an object beside its place and renames it there.</summary>
internal sealed class FileObjectWriter : ObjectWriter
{
    private readonly string key;
    private readonly string path;
    private readonly string temporary;
    private readonly bool syncs;
    private readonly FileStream stream;
    private bool committed;

    public FileObjectWriter(string key, string path, string temporary, bool syncs)
    {
        this.key = key;
        this.path = path;
        this.temporary = temporary;
        this.syncs = syncs;
        stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 });
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        // Synchronous on purpose: a write goes to the page cache, and handing it to another thread costs more than it takes.
        try
        {
            stream.Write(content.Span);
            return ValueTask.CompletedTask;
        }
        catch (IOException failure)
        {
            throw FileObjectStore.Describe(failure, "write", key);
        }
    }

    public override ValueTask CommitAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        FileObjectStore.Guard(
            () =>
            {
                if (syncs) stream.Flush(flushToDisk: true);
                stream.Dispose();
                File.Move(temporary, path, overwrite: true);
                if (syncs) Durability.SyncFolder(Path.GetDirectoryName(path)!);
                return committed = true;
            },
            "write",
            key);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        stream.Dispose();
        if (!committed) File.Delete(temporary);
        return ValueTask.CompletedTask;
    }
}
