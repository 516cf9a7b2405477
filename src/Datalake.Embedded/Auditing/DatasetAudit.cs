using System.Text.Json;
using Datalake.Datasets;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;
using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Embedded.Auditing;

/// <summary>Compares the books of one dataset with what lies on the disk.</summary>
internal sealed class DatasetAudit(
    DatasetContract dataset, Books books, FileObjectStore store, ParquetRowCounts counts, Action<LakeDifference> report, DateTimeOffset now)
{
    // Reading entries tells exactly which belong; beyond this many it is done only when their number is wrong.
    private const int EntriesRead = 10_000;

    private long found;
    private long waiting;

    /// <summary>Notes an arrival that lies in the raw folder.</summary>
    public void Find(StoredObject arrival)
    {
        found++;
        if (!books.Done.Contains(arrival.Key, arrival.Version)) waiting++;
    }

    /// <summary>Compares the rest.</summary>
    public async Task<DatasetStatus> CountAsync(CancellationToken cancellation)
    {
        var entries = await CountQuarantineAsync(cancellation);
        var stage = new StageAudit(dataset, books, store, report);
        stage.Count(await RowsAsync(LakeKeys.Stage(dataset.Name), cancellation));
        var marks = await new CompletionMarkers(store).ReadAllAsync(dataset.Name, cancellation);
        var hours = new HourAudit(dataset, books, report, now);
        hours.Count(stage.Hours, marks, await RowsAsync(LakeKeys.Consumable(dataset.Name), cancellation));
        return new DatasetStatus
        {
            Dataset = dataset.Name,
            ArrivalsFound = found,
            ArrivalsWaiting = waiting,
            ArrivalsDone = books.Arrivals,
            Records = books.Records,
            Delivered = books.Delivered,
            Quarantined = books.Quarantined,
            QuarantineEntries = entries,
            Discarded = books.Discarded.Count,
            Rescued = books.Rescued,
            StageFiles = stage.Files,
            StageRows = stage.Rows,
            StageRowsWaiting = hours.RowsWaiting,
            ConsumableRows = hours.Rows,
            ConsumableWritten = hours.Written,
            Duplicates = hours.Duplicates,
            HoursDone = hours.Done,
            HoursDue = hours.Due,
            HoursOpen = hours.Open,
        };
    }

    private async Task<Dictionary<string, long?>> RowsAsync(string prefix, CancellationToken cancellation)
    {
        var keys = new List<string>();
        await foreach (var file in store.ListAsync(prefix, cancellation))
        {
            if (file.Key.EndsWith(".parquet", StringComparison.Ordinal)) keys.Add(file.Key);
        }

        var rows = counts.Read([.. keys.Select(store.PathOf)], cancellation);
        return keys.Where(key => rows.ContainsKey(store.PathOf(key))).ToDictionary(key => key, key => rows[store.PathOf(key)], StringComparer.Ordinal);
    }

    private async Task<long> CountQuarantineAsync(CancellationToken cancellation)
    {
        var keys = new List<string>();
        await foreach (var entry in store.ListAsync(LakeKeys.Quarantine(dataset.Name), cancellation))
        {
            if (entry.Key.EndsWith(".json", StringComparison.Ordinal)) keys.Add(entry.Key);
        }

        var there = (long)keys.Count;
        if (there != books.Quarantined || keys.Count <= EntriesRead) there -= await CountForeignAsync(keys, cancellation);
        if (there == books.Quarantined) return there;
        report(new LakeDifference(
            dataset.Name,
            LakeRules.Quarantine,
            there < books.Quarantined
                ? $"By the books {books.Quarantined} records are in quarantine, and {there} are there: {books.Quarantined - there} were taken away by hand or lost. "
                    + $"Restore quarantine/{dataset.Name}/ from a copy; the records are still in their arrivals in raw/."
                : $"By the books {books.Quarantined} records are in quarantine, and {there} are there: {there - books.Quarantined} came from elsewhere or their commit was deleted. "
                    + $"Compare quarantine/{dataset.Name}/ and _state/commits/{dataset.Name}/ with a copy of the lake."));
        return there;
    }

    /// <summary>Counts entries that no count holds: those of arrivals that are not done (they are written again when they are), and those replayed or discarded already.</summary>
    private async Task<long> CountForeignAsync(List<string> keys, CancellationToken cancellation)
    {
        var quarantine = new QuarantineStore(store);
        var foreign = 0L;
        foreach (var key in keys)
        {
            try
            {
                var isForeign = books.Replayed.Contains(key) || books.Discarded.Contains(key)
                    || await quarantine.ReadAsync(key, cancellation) is { } entry && !books.Done.Contains(entry.Source, entry.Version);
                if (isForeign) foreign++;
            }
            catch (ObjectStoreException damage) when (damage.InnerException is JsonException)
            {
                // It is counted: what tells whose it was cannot be read.
                report(new LakeDifference(dataset.Name, LakeRules.Quarantine, damage.Message));
            }
        }

        return foreign;
    }
}
