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
            Discarded = books.Discarded,
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
        var quarantine = new QuarantineStore(store);
        var there = 0L;
        await foreach (var key in quarantine.ListKeysAsync(dataset.Name, cancellation))
        {
            if (books.IsLive(key)) there += await CountAsync(quarantine, key, cancellation);
        }

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

    /// <summary>The records of an object's entries: none where the arrival is not done, whose entries are written again when it is.</summary>
    private async Task<long> CountAsync(QuarantineStore quarantine, string key, CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var line in quarantine.ReadAsync(key, cancellation))
        {
            if (line.Entry is { } entry && !books.Done.Contains(entry.Source, entry.Version)) return 0;

            // A damaged entry counts: it is there, and what it was cannot be read.
            count += line.Entry?.Count ?? 1;
            if (line.Damage is not null) report(new LakeDifference(dataset.Name, LakeRules.Quarantine, line.Damage));
        }

        return count;
    }
}
