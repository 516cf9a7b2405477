namespace Datalake.Storage;

/// <summary>An open object. Dispose it to close the stream.</summary>
/// <param name="Info">What the store says of the object that is being read.</param>
/// <param name="Stream">Its bytes, forward only.</param>
public sealed record ObjectContent(StoredObject Info, Stream Stream) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
