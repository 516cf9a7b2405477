namespace Datalake.Storage;

/// <summary>Writes one object. Nothing is under its key until <see cref="CommitAsync"/>; disposed without that, what was written is thrown away.</summary>
public abstract class ObjectWriter : IAsyncDisposable
{
    /// <summary>Appends bytes.</summary>
    /// <param name="content">The bytes; may be reused once the task is done.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Puts what was written under the key, in one step, in place of what was there.</summary>
    /// <param name="cancellation">Stops it.</param>
    public abstract ValueTask CommitAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
