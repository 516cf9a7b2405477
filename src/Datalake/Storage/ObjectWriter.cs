namespace Datalake.Storage;

/// <summary>
/// Writes one object. Nothing is under its key until <see cref="CommitAsync"/>; disposed without that, what was written is discarded.
/// </summary>
public abstract class ObjectWriter : IAsyncDisposable
{
    /// <summary>Appends bytes.</summary>
    /// <param name="content">The bytes; may be reused once the task is done.</param>
    /// <param name="cancellationToken">A token to cancel the writing.</param>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Puts what was written under the key, in one step, in place of what was there.</summary>
    /// <param name="cancellationToken">A token to cancel the operation; the object is then as it was.</param>
    public abstract ValueTask CommitAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
