using Datalake.Storage;

namespace Datalake.Tables.Delta.Log;

/// <summary>A table's log folder in a store.</summary>
/// <param name="store">The store.</param>
/// <param name="table">The table's folder, with <c>/</c> at the end.</param>
internal sealed class LogStore(IObjectStore store, string table)
{
    private const int ReadsAtOnce = 8;

    /// <summary>The store.</summary>
    public IObjectStore Store => store;

    /// <summary>The table's folder, with <c>/</c> at the end.</summary>
    public string Table => table;

    /// <summary>The log's folder, with <c>/</c> at the end.</summary>
    public string Folder { get; } = table + LogNames.Folder;

    public string KeyOf(string name) => Folder + name;

    public Task<LogListing> ListAsync(long from, CancellationToken cancellationToken) =>
        LogListing.ReadAsync(store, Folder, from, cancellationToken);

    /// <summary>The bytes of an object; null when there is none.</summary>
    public async ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(key, cancellationToken);
        if (content is null) return null;
        using var bytes = new MemoryStream((int)Math.Min(content.Info.Length, 1 << 20));
        await content.Stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>The actions of some versions, several read at once. Null where the log has no such version.</summary>
    public async IAsyncEnumerable<(long Version, List<TableAction>? Actions)> ReadCommitsAsync(
        IReadOnlyList<long> versions, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reads = new Queue<(long Version, Task<byte[]?> Content)>();
        for (var next = 0; next < versions.Count || reads.Count > 0;)
        {
            while (next < versions.Count && reads.Count < ReadsAtOnce)
            {
                var version = versions[next++];
                reads.Enqueue((version, ReadAsync(KeyOf(LogNames.Commit(version)), cancellationToken).AsTask()));
            }

            var (read, content) = reads.Dequeue();
            yield return (read, await content is { } bytes ? ActionReader.Read(bytes, KeyOf(LogNames.Commit(read))) : null);
        }
    }
}
