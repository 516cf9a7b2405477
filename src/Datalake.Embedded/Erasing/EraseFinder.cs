using System.Collections.Concurrent;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Finds every record of a dataset that is erased: in arrivals, structured objects, quarantine, stage files, and all files of the table.
/// A record that a condition selects makes its whole entity erased, so the lake is read again as long as that finds more entities.
/// </summary>
/// <param name="raw">Where arrivals lie.</param>
/// <param name="store">The lake's store.</param>
/// <param name="catalog">The datasets.</param>
/// <param name="engine">Reads Parquet files.</param>
/// <param name="options">Gives keys, limits and workers.</param>
internal sealed class EraseFinder(
    FileObjectStore raw, FileObjectStore store, DatasetCatalog catalog, DuckDbEngine engine, LakeOptions options)
{
    private int Workers => options.Workers > 0 ? options.Workers : Environment.ProcessorCount;

    /// <summary>Finds.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="erased">What is erased; receives the identities that are found.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async Task<EraseFindings> FindAsync(DatasetContract dataset, ErasedSet erased, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (identities, texts) = (erased.Count, erased.Texts.Count());
            var found = await FindOnceAsync(dataset, erased, cancellationToken);
            if (erased.Count == identities && erased.Texts.Count() == texts) return found;
        }
    }

    private async Task<EraseFindings> FindOnceAsync(DatasetContract dataset, ErasedSet erased, CancellationToken cancellationToken)
    {
        var search = new TextSearch(erased.Texts);
        var arrivals = new ConcurrentDictionary<string, ErasedArrival>(StringComparer.Ordinal);
        var claimed = raw.ListAsync(string.Empty, cancellationToken).Where(found => catalog.Claim(found.Key) == dataset);
        await EachAsync(dataset, erased, claimed, async (matcher, arrival, token) =>
        {
            var scan = new ArrivalScan(raw, dataset, matcher, search, options.Limits);
            if (await scan.ScanAsync(arrival, token) is { } one) arrivals[arrival.Key] = one;
        }, cancellationToken);

        var structured = new ConcurrentBag<ErasedLines>();
        var objects = store.ListAsync($"structured_json/{dataset.Name}/", cancellationToken);
        await EachAsync(dataset, erased, objects, async (matcher, found, token) =>
        {
            var scan = new StructuredScan(store, dataset, matcher, options.Limits);
            var arrival = scan.RawOf(found) is { } key ? arrivals.GetValueOrDefault(key) : null;
            if (await scan.ScanAsync(found, arrival, token) is { } one) structured.Add(one);
        }, cancellationToken);

        var quarantine = new ConcurrentBag<ErasedLines>();
        var entries = new QuarantineStore(store);
        await EachAsync(dataset, erased, entries.ListKeysAsync(dataset.Name, cancellationToken), async (matcher, key, token) =>
        {
            var scan = new QuarantineScan(entries, dataset, matcher, search);
            var one = await scan.ScanAsync(key, (source, version) => EraseFindings.Find(arrivals, source, version), token);
            if (one is not null) quarantine.Add(one);
        }, cancellationToken);

        return new EraseFindings
        {
            Arrivals = arrivals,
            Structured = [.. structured.OrderBy(one => one.Key, StringComparer.Ordinal)],
            Quarantine = [.. quarantine.OrderBy(one => one.Key, StringComparer.Ordinal)],
            Stage = await FilesAsync(dataset, erased, LakeKeys.Stage(dataset.Name), cancellationToken),
            Table = await FilesAsync(dataset, erased, LakeKeys.Consumable(dataset.Name), cancellationToken),
        };
    }

    private async Task<IReadOnlyList<ErasedFile>> FilesAsync(
        DatasetContract dataset, ErasedSet erased, string prefix, CancellationToken cancellationToken)
    {
        using var connection = engine.OpenOrdered();
        var scan = new ParquetScan(connection, dataset, erased);
        var files = new List<ErasedFile>();
        await foreach (var found in store.ListAsync(prefix, cancellationToken))
        {
            if (!found.Key.EndsWith(".parquet", StringComparison.Ordinal) || found.Key.StartsWith($"{prefix}_delta_log/", StringComparison.Ordinal)) continue;
            if (scan.Scan(found.Key, store.PathOf(found.Key), cancellationToken) is { } one) files.Add(one);
        }

        return [.. files.OrderBy(one => one.Key, StringComparer.Ordinal)];
    }

    private async Task EachAsync<T>(
        DatasetContract dataset,
        ErasedSet erased,
        IAsyncEnumerable<T> all,
        Func<ErasureMatcher, T, CancellationToken, Task> work,
        CancellationToken cancellationToken)
    {
        var matchers = new ConcurrentBag<ErasureMatcher>();
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(all, parallel, async (one, token) =>
            {
                if (!matchers.TryTake(out var matcher))
                    matcher = new ErasureMatcher(dataset, erased, options.ProtectionKeys, options.Limits);
                try
                {
                    await work(matcher, one, token);
                }
                finally
                {
                    matchers.Add(matcher);
                }
            });
        }
        finally
        {
            foreach (var matcher in matchers) matcher.Dispose();
        }
    }
}
