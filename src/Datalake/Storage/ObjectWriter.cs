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

    /// <summary>Does the same, but only in place of a content that is known: nobody else's is ever replaced.</summary>
    /// <param name="replaced">The <see cref="StoredObject.Version"/> of that content; null when nothing is to be under the key.</param>
    /// <param name="cancellationToken">A token to cancel the operation; the object is then as it was.</param>
    /// <returns>False when something else is under the key; nothing has changed then, and the writer can be asked again.</returns>
    public abstract ValueTask<bool> TryCommitAsync(string? replaced, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
