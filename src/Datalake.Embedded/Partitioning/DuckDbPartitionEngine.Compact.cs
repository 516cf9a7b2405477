using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;

namespace Datalake.Embedded.Partitioning;

/// <content>Small files of a change date made into large ones.</content>
internal sealed partial class DuckDbPartitionEngine
{
    /// <summary>
    /// Writes the small files of change dates together, sorted by identity, one commit a date. The rows stay the same; readers of older
    /// versions have the old files until vacuum takes them.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="only">Only this change date; null for all.</param>
    /// <param name="allowed">Dates with at most so many small files are left as they are; at least 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation, looked at between dates.</param>
    /// <returns>What became of each date that was compacted.</returns>
    /// <exception cref="EngineException">A file cannot be read, or the table holds a row twice.</exception>
    public async Task<IReadOnlyList<CompactedDay>> CompactAsync(
        DatasetContract dataset, DateOnly? only, int allowed, CancellationToken cancellationToken)
    {
        var table = tables.Of(dataset);
        var compacted = new List<CompactedDay>();
        if (await table.OpenAsync(cancellationToken) is not { } read) return compacted;
        foreach (var day in read.Files.Where(file => file.Size < SmallFiles.Bytes).GroupBy(LakeTables.DayOf).OrderBy(day => day.Key))
        {
            if ((only is not null && day.Key != only) || day.Count() <= allowed) continue;
            cancellationToken.ThrowIfCancellationRequested();
            if (await CompactAsync(dataset, table, read, day.Key, [.. day], cancellationToken) is { } done) compacted.Add(done);
        }

        return compacted;
    }

    private async Task<CompactedDay?> CompactAsync(
        DatasetContract dataset, DeltaTable table, Snapshot read, DateOnly day, DataFile[] files, CancellationToken cancellationToken)
    {
        var work = Path.Combine(
            new LakeFolder(store.Root).Partition, string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}-{day:yyyyMMdd}"));
        try
        {
            string[] keys = [.. files.Select(table.KeyOf)];
            var made = FileObjectStore.Guard(
                () => Make(dataset, keys, "compact", null, work, cancellationToken, takesWhole: false), "write", table.Folder);
            if (made.Written != made.Rows)
            {
                throw new EngineException(
                    $"Dataset {dataset.Name}: {made.Rows - made.Written} rows of {day:yyyy-MM-dd} are in the table twice. " +
                    $"Compare it with the stage: lake rebuild {dataset.Name} --verify");
            }

            FileObjectStore.Guard(() => Place(table, made), "write", table.Folder);
            var commit = new TableCommit
            {
                Operation = "OPTIMIZE",
                Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                },
                Metrics = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["numAddedFiles"] = made.Files.Count.ToString(CultureInfo.InvariantCulture),
                    ["numRemovedFiles"] = files.Length.ToString(CultureInfo.InvariantCulture),
                },
                Adds = [.. made.Files.Select(file => file.Add)],
                Removes = files,
                DataChange = false,
            };

            // Another writer that was first leaves the date to the next run.
            return await table.CommitAsync(read, commit, cancellationToken) is CommitResult.Committed
                ? new CompactedDay(day, files.Length, made.Files.Count, files.Sum(file => file.Size), made.Files.Sum(file => file.Add.Size))
                : null;
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }
}
