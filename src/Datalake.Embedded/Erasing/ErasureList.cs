using System.Collections.Concurrent;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Pipeline;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// The erasure list of a lake, <c>_state/erasures/list/</c>: an entry for each erasure, with hashes in place of values. It keeps records
/// out that come again. Safe to share between threads.
/// </summary>
internal sealed class ErasureList : IErasedRecords, IDisposable
{
    private const string Prefix = "_state/erasures/list/";

    private readonly FileObjectStore store;
    private readonly IProtectionKeys keys;
    private readonly RecordLimits limits;
    private readonly ConcurrentDictionary<string, ConcurrentBag<ErasureMatcher>> matchers = new(StringComparer.Ordinal);
    private Dictionary<string, ErasedSet> sets = [];

    /// <param name="store">The lake's store.</param>
    /// <param name="options">Gives keys and limits.</param>
    public ErasureList(FileObjectStore store, LakeOptions options)
    {
        this.store = store;
        keys = options.ProtectionKeys;
        limits = options.Limits;
    }

    /// <summary>Reads the list; called again when an erasure has changed it.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidDataException">An entry, or the key, cannot be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, ErasedSet>(StringComparer.Ordinal);
        ErasureHasher? hasher = null;
        await foreach (var found in store.ListAsync(Prefix, cancellationToken))
        {
            hasher ??= await ErasureHasher.OpenAsync(store, creates: false, cancellationToken)
                ?? throw new InvalidDataException(
                    "_state/erasures/key is gone, without which the erasure list cannot keep erased records out. Restore it from a copy of the lake.");
            var entry = await ReadAsync(store, found.Key, cancellationToken);
            if (!read.TryGetValue(entry.Dataset, out var set)) read[entry.Dataset] = set = new ErasedSet(entry.Dataset, hasher);
            set.Add(entry);
        }

        sets = read;
        Dispose();
    }

    /// <summary>Adds an entry; doing it again changes nothing.</summary>
    public static ValueTask<bool> PutAsync(FileObjectStore store, ErasureEntry entry) =>
        store.PutAsync(
            KeyOf(entry.Id),
            JsonSerializer.SerializeToUtf8Bytes(entry, ErasureJson.Default.ErasureEntry),
            PutMode.Replace,
            CancellationToken.None);

    /// <summary>The key of an entry.</summary>
    public static string KeyOf(string id) => $"{Prefix}{id}.json";

    /// <summary>What is erased of a dataset; null when nothing is.</summary>
    public ErasedSet? Find(string dataset) => sets.GetValueOrDefault(dataset);

    /// <inheritdoc/>
    public bool Contains(DatasetContract dataset, ReadOnlySpan<byte> record, ReadOnlySpan<byte> structured)
    {
        if (ErasedPlaceholder.IsPlaceholder(record)) return true;
        if (Find(dataset.Name) is not { } erased) return false;
        var bag = matchers.GetOrAdd(dataset.Name, _ => []);
        if (!bag.TryTake(out var matcher)) matcher = new ErasureMatcher(dataset, erased, keys, limits);
        try
        {
            return matcher.IsErased(record, structured);
        }
        finally
        {
            bag.Add(matcher);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var matcher in matchers.Values.SelectMany(bag => bag)) matcher.Dispose();
        matchers.Clear();
    }

    private static async Task<ErasureEntry> ReadAsync(FileObjectStore store, string key, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(key, cancellationToken);
        try
        {
            var entry = content is null
                ? null
                : await JsonSerializer.DeserializeAsync(content.Stream, ErasureJson.Default.ErasureEntry, cancellationToken);
            return entry ?? throw new JsonException("It is empty.");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException(
                $"The entry {key} of the erasure list cannot be read: {damage.Message} Restore it from a copy of the lake; without it " +
                "erased records could come back.",
                damage);
        }
    }
}
