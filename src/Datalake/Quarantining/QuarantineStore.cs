using System.Runtime.CompilerServices;
using System.Text.Json;
using Datalake.Storage;

namespace Datalake.Quarantining;

/// <summary>Keeps quarantine entries in a lake's store, one object each.</summary>
/// <param name="store">The lake's store.</param>
public sealed class QuarantineStore(IObjectStore store)
{
    /// <summary>The key of an entry.</summary>
    /// <param name="entry">The entry.</param>
    public static string KeyOf(QuarantineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return LakeKeys.Quarantine(entry.Dataset, DateOnly.FromDateTime(entry.ArrivedAt.UtcDateTime), entry.Id);
    }

    /// <summary>Puts an entry; one of the same id is replaced.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask PutAsync(QuarantineEntry entry, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, QuarantineJson.Readable.QuarantineEntry);

        // Not synced one by one: until the arrival is committed the entry can be made again, and a commit syncs all that it covers.
        await using var writer = await store.CreateAsync(KeyOf(entry), cancellation);
        await writer.WriteAsync(json, cancellation);
        await writer.CommitAsync(cancellation);
    }

    /// <summary>Lists the entries of a dataset.</summary>
    /// <param name="dataset">The dataset's name, or null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ObjectStoreException">An entry is damaged; the inner exception is a <see cref="JsonException"/> then.</exception>
    public async IAsyncEnumerable<QuarantineEntry> ListAsync(string? dataset, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var found in store.ListAsync(dataset is null ? "quarantine/" : LakeKeys.Quarantine(dataset), cancellation))
        {
            // The delivery stream's own error files lie under quarantine/ too on AWS; they are not entries.
            if (found.Key.EndsWith(".json", StringComparison.Ordinal) && await ReadAsync(found.Key, cancellation) is { } entry) yield return entry;
        }
    }

    /// <summary>Reads an entry.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="ObjectStoreException">It is damaged; the inner exception is a <see cref="JsonException"/> then.</exception>
    public async ValueTask<QuarantineEntry?> ReadAsync(string key, CancellationToken cancellation)
    {
        await using var content = await store.OpenAsync(key, cancellation);
        if (content is null) return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(content.Stream, QuarantineJson.Readable.QuarantineEntry, cancellation);
        }
        catch (JsonException damage)
        {
            throw new ObjectStoreException($"{key} cannot be read: it is damaged. Restore it from a copy, or take it away; its record is still in its arrival in raw/.", damage);
        }
    }
}
