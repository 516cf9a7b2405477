using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Auditing;

/// <summary>
/// Conservation: compares the records of a lake that are recorded at each step with those that are found on the disk. Takes no lock
/// and writes nothing.
/// </summary>
public static class LakeStatus
{
    private const int Attempts = 3;
    private const int ShownKeys = 20;

    /// <summary>Counts a lake.</summary>
    /// <param name="options">Where it lies.</param>
    /// <param name="catalog">Its datasets.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="ObjectStoreException">The folder cannot be read.</exception>
    public static async Task<LakeStatusReport> ReadAsync(LakeOptions options, DatasetCatalog catalog, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(catalog);
        var folder = new LakeFolder(options.Root);
        LakeNotFoundException.ThrowIfMissing(folder);
        var store = new FileObjectStore(folder.Root, syncsWriters: false);
        for (var attempt = 1; ; attempt++)
        {
            var before = await StateAsync(store, cancellationToken);
            var report = await CountAsync(options, folder, store, catalog, cancellationToken);
            if (report.IsConserved || before == await StateAsync(store, cancellationToken)) return report;

            // A writer committed while the records were compared with the disk.
            if (attempt == Attempts) return report with { IsMoving = true };
        }
    }

    private static async Task<LakeStatusReport> CountAsync(
        LakeOptions options, LakeFolder folder, FileObjectStore store, DatasetCatalog catalog, CancellationToken cancellationToken)
    {
        var differences = new List<LakeDifference>();
        using var scratch = new ScratchFolder();
        using var connection = scratch.OpenEngine(options.Engine);
        var log = Directory.Exists(Path.Combine(folder.Root, "_state")) ? new CommitLog(store, options.Time) : null;
        var audits = new Dictionary<string, DatasetAudit>(StringComparer.Ordinal);
        foreach (var dataset in catalog.All)
        {
            var ledger = new Ledger(dataset, differences.Add);
            if (log is not null)
            {
                await foreach (var commit in log.ReadAllAsync(dataset.Name, cancellationToken)) ledger.Add(commit);
                await foreach (var record in new DiscardLog(store).ReadAllAsync(dataset.Name, cancellationToken)) ledger.Add(record);
            }

            audits[dataset.Name] = new DatasetAudit(
                dataset, ledger, store, new ParquetRowCounts(connection), differences.Add, options.Time.GetUtcNow());
        }

        var skipped = new List<SkippedName>();
        var (unclaimed, keys) = await ClaimAsync(folder, catalog, audits, skipped.Add, cancellationToken);
        var statuses = new List<DatasetStatus>();
        foreach (var dataset in catalog.All) statuses.Add(await audits[dataset.Name].CountAsync(cancellationToken));
        return new LakeStatusReport
        {
            Datasets = statuses,
            Differences = differences,
            Unclaimed = unclaimed,
            UnclaimedKeys = keys,
            Skipped = skipped.Count,
            SkippedNames = [.. skipped.Take(ShownKeys).Select(name => (ObjectKeys.Show(name.Name), name.Reason))],
        };
    }

    private static async Task<(long Count, List<string> Keys)> ClaimAsync(
        LakeFolder folder,
        DatasetCatalog catalog,
        Dictionary<string, DatasetAudit> audits,
        Action<SkippedName> skipped,
        CancellationToken cancellationToken
    )
    {
        var unclaimed = 0L;
        var keys = new List<string>();
        if (!Directory.Exists(folder.Raw)) return (unclaimed, keys);
        await foreach (
            var found in new FileObjectStore(folder.Raw, syncsWriters: false) { Skipped = skipped }.ListAsync(
                string.Empty, cancellationToken)
        )
        {
            if (catalog.Claim(found.Key) is { } dataset)
            {
                audits[dataset.Name].Find(found);
                continue;
            }

            unclaimed++;
            if (keys.Count < ShownKeys) keys.Add(ObjectKeys.Show(found.Key));
        }

        return (unclaimed, keys);
    }

    private static async Task<int> StateAsync(FileObjectStore store, CancellationToken cancellationToken)
    {
        var state = 0;
        foreach (var prefix in (string[])["_state/commits/", "_state/finished/", DiscardLog.Prefix])
        {
            // Listed in any order, so the parts are joined by a sum.
            await foreach (var found in store.ListAsync(prefix, cancellationToken))
                state = unchecked(state + HashCode.Combine(found.Key, found.Version));
        }

        return state;
    }
}
