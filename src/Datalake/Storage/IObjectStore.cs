namespace Datalake.Storage;

/// <summary>
/// A flat store of objects under keys: a folder, or an S3 bucket. Safe to share between threads. Keys must pass
/// <see cref="ObjectKeys.Check"/>. Methods throw <see cref="ObjectStoreException"/> when the store cannot do what is asked, and
/// <see cref="ArgumentException"/> for a bad key.
/// </summary>
public interface IObjectStore
{
    /// <summary>Opens an object.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The open object; null when there is none.</returns>
    ValueTask<ObjectContent?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>What the store knows of an object, without opening it.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when there is none.</returns>
    ValueTask<StoredObject?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Begins an object that is written piece by piece.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellationToken);

    /// <summary>Puts a whole object; it survives a power failure once the task is done.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="mode">What to do when there is an object under the key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>False when <paramref name="mode"/> is <see cref="PutMode.IfAbsent"/> and there is one; nothing has changed then.</returns>
    ValueTask<bool> PutAsync(string key, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellationToken);

    /// <summary>Deletes an object; does nothing when there is none.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Lists the objects whose keys begin with a prefix, in any order.</summary>
    /// <param name="prefix">The prefix: empty, or ending in <c>/</c>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Lists, in any order, the objects whose keys begin with a prefix and come after a key when keys are ordered by their UTF-8 bytes.
    /// </summary>
    /// <param name="prefix">The prefix: empty, or ending in <c>/</c>.</param>
    /// <param name="after">The key; it need not exist. It is not listed itself.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    IAsyncEnumerable<StoredObject> ListAfterAsync(string prefix, string after, CancellationToken cancellationToken);
}

/// <summary>What a put does when there is an object under its key.</summary>
public enum PutMode
{
    /// <summary>It replaces it.</summary>
    Replace,

    /// <summary>It leaves it.</summary>
    IfAbsent,
}
