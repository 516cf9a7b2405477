using Datalake.Storage;

namespace Datalake.Embedded.Storage;

/// <summary>Writes an object beside its place and renames it there.</summary>
internal sealed class FileObjectWriter : ObjectWriter
{
    private readonly FileObjectStore store;
    private readonly string key;
    private readonly string path;
    private readonly string temporary;
    private readonly FileStream stream;
    private bool committed;

    public FileObjectWriter(FileObjectStore store, string key, string path, string temporary)
    {
        this.store = store;
        this.key = key;
        this.path = path;
        this.temporary = temporary;
        stream = store.Files.OpenFile(temporary, FileObjectStore.NewFile);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
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

    public override ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FileObjectStore.Guard(() => Place(overwrite: true), "write", key);
        return ValueTask.CompletedTask;
    }

    // A folder is written by one process, which holds the lake's lock; between this look and the rename only that process could write.
    public override async ValueTask<bool> TryCommitAsync(string? replaced, CancellationToken cancellationToken)
    {
        var there = await store.FindAsync(key, cancellationToken);
        if (there?.Version != replaced) return false;
        FileObjectStore.Guard(() => Place(overwrite: replaced is not null), "write", key);
        return true;
    }

    public override ValueTask DisposeAsync()
    {
        stream.Dispose();
        if (!committed) WholeFile.TryDelete(temporary, store.Files);
        return ValueTask.CompletedTask;
    }

    private void Place(bool overwrite)
    {
        stream.Dispose();
        store.Place(temporary, path, overwrite);
        committed = true;
    }
}
