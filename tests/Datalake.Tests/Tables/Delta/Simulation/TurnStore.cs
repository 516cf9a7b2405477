using System.Runtime.CompilerServices;
using Datalake.Storage;
using Datalake.Testing.Stores;

namespace Datalake.Tests.Tables.Delta.Simulation;

/// <summary>
/// A store as one program sees it that shares it with others: each call waits for the program's turn, and fails once it has died.
/// </summary>
internal sealed class TurnStore(IObjectStore inner, Func<Task> turn, Func<bool> isDead) : IObjectStore
{
    public async ValueTask<ObjectContent?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        await BeginAsync();
        return await inner.OpenAsync(key, cancellationToken);
    }

    public async ValueTask<StoredObject?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await BeginAsync();
        return await inner.FindAsync(key, cancellationToken);
    }

    public async ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellationToken)
    {
        await BeginAsync();
        return await inner.CreateAsync(key, cancellationToken);
    }

    public async ValueTask<bool> PutAsync(string key, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellationToken)
    {
        await BeginAsync();
        return await inner.PutAsync(key, content, mode, cancellationToken);
    }

    public async ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        await BeginAsync();
        await inner.DeleteAsync(key, cancellationToken);
    }

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellationToken) =>
        ListAfterAsync(prefix, "", cancellationToken);

    public async IAsyncEnumerable<StoredObject> ListAfterAsync(
        string prefix, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync();
        await foreach (var found in inner.ListAfterAsync(prefix, after, cancellationToken)) yield return found;
    }

    private async Task BeginAsync()
    {
        await turn();
        if (isDead()) throw new ProgramDiedException();
    }
}
