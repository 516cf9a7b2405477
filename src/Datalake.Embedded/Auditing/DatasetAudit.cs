using Datalake.Datasets;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Partitioning;
using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Embedded.Auditing;

/// <summary>Compares what is recorded of one dataset with what is found on the disk.</summary>
internal sealed class DatasetAudit(
    DatasetContract dataset,
    Ledger ledger,
    FileObjectStore store,
    ParquetRowCounts counts,
    Action<LakeDifference> report,
    DateTimeOffset now
)
{
    private long found;
    private long waiting;

    /// <summary>Counts an arrival that lies in the raw folder.</summary>
    public void Find(StoredObject arrival)
    {
        found++;
        if (!ledger.Done.Contains(arrival.Key, arrival.Version)) waiting++;
    }

    /// <summary>Compares the rest.</summary>
    public async Task<DatasetStatus> CountAsync(CancellationToken cancellationToken)
    {
        var entries = await CountQuarantineAsync(cancellationToken);
        var stage = new StageAudit(dataset, ledger, store, report);
        stage.Count(await RowsAsync(LakeKeys.Stage(dataset.Name), cancellationToken));
        var markers = await new CompletionMarkers(store).ReadAllAsync(dataset.Name, cancellationToken);
        var hours = new HourAudit(dataset, ledger, report, now);
        hours.Count(stage.Hours, markers);
        var table = new TableAudit(dataset, report);
        await table.CountAsync(new LakeTables(store, TimeProvider.System), keys => RowsOf(keys, cancellationToken), cancellationToken);
        if (hours is { Due: 0, Open: 0 }) table.Compare(hours.Written);
        return new DatasetStatus
        {
            Dataset = dataset.Name,
            ArrivalsFound = found,
            ArrivalsWaiting = waiting,
            ArrivalsDone = ledger.Arrivals,
            Records = ledger.Records,
            Delivered = ledger.Delivered,
            Quarantined = ledger.Quarantined,
            QuarantineEntries = entries,
            Discarded = ledger.Discarded,
            Rescued = ledger.Rescued,
            Erased = ledger.Erased,
            StageFiles = stage.Files,
            StageRows = stage.Rows,
            StageRowsWaiting = hours.RowsWaiting,
            ConsumableRows = table.Rows,
            FilesWithoutLog = table.FilesWithoutLog,
            ConsumableWritten = hours.Written,
            Duplicates = hours.Duplicates,
            HoursDone = hours.Done,
            HoursDue = hours.Due,
            HoursOpen = hours.Open,
            Warnings = table.Warnings,
        };
    }

    private async Task<Dictionary<string, long?>> RowsAsync(string prefix, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var file in store.ListAsync(prefix, cancellationToken))
        {
            if (file.Key.EndsWith(".parquet", StringComparison.Ordinal)) keys.Add(file.Key);
        }

        return RowsOf(keys, cancellationToken);
    }

    private Dictionary<string, long?> RowsOf(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var rows = counts.Read([.. keys.Select(store.PathOf).Where(File.Exists)], cancellationToken);
        return keys.Where(key => rows.ContainsKey(store.PathOf(key)))
            .ToDictionary(key => key, key => rows[store.PathOf(key)], StringComparer.Ordinal);
    }

    private async Task<long> CountQuarantineAsync(CancellationToken cancellationToken)
    {
        var quarantine = new QuarantineStore(store);
        var there = 0L;
        await foreach (var key in quarantine.ListKeysAsync(dataset.Name, cancellationToken))
        {
            if (ledger.IsLive(key)) there += await CountAsync(quarantine, key, cancellationToken);
        }

        if (there == ledger.Quarantined) return there;
        report(new LakeDifference(
            dataset.Name,
            LakeRules.Quarantine,
            there < ledger.Quarantined
                    ? $"{ledger.Quarantined} records are recorded as quarantined, and {there} are found: {ledger.Quarantined - there} were removed by hand or lost. "
                    + $"Restore quarantine/{dataset.Name}/ from a copy; the records are still in their arrivals in raw/."
                    : $"{ledger.Quarantined} records are recorded as quarantined, and {there} are found: {there - ledger.Quarantined} came from elsewhere or their commit was deleted. "
                    + $"Compare quarantine/{dataset.Name}/ and _state/commits/{dataset.Name}/ with a copy of the lake."));
        return there;
    }

    /// <summary>
    /// The records of an object's entries: none where the arrival is not done, whose entries are written again when it is.
    /// </summary>
    private async Task<long> CountAsync(QuarantineStore quarantine, string key, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var line in quarantine.ReadAsync(key, cancellationToken))
        {
            if (line.Entry is { } entry && !ledger.Done.Contains(entry.Source, entry.Version)) return 0;

            // A damaged entry counts: it is there, and what it was cannot be read.
            count += line.Entry?.Count ?? 1;
            if (line.Damage is not null) report(new LakeDifference(dataset.Name, LakeRules.Quarantine, line.Damage));
        }

        return count;
    }
}
