using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;
using Datalake.Storage;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tables.Delta.Statistics;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <content>A table made again from stage files, and compared with what that would give.</content>
internal sealed partial class DuckDbPartitionEngine
{
    /// <summary>
    /// Makes a table again from its stage files, in one version that replaces all: readers see the old one or the new one. It is how a
    /// table gets other column types, and how lost files of a table come back.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="hours">Its hours, with all of their stage files; the oldest first.</param>
    /// <param name="journal">Has the stage files that are not in the lake yet; gets the completion markers.</param>
    /// <param name="from">Where the rows come from, for the history.</param>
    /// <param name="superseded">The keys of objects to delete once the version is committed.</param>
    /// <param name="cancellationToken">A token to cancel the operation; the table is then as it was.</param>
    /// <exception cref="EngineException">Stage files of an hour are gone, or cannot be read.</exception>
    /// <exception cref="DeltaTableException">Another writer changed the table meanwhile.</exception>
    public async Task<RebuildReport> RebuildAsync(
        DatasetContract dataset, IReadOnlyList<DueHour> hours, RebuildJournal journal, string from, IReadOnlyCollection<string> superseded,
        CancellationToken cancellationToken)
    {
        Require(hours);
        var table = tables.Of(dataset);
        var work = Path.Combine(new LakeFolder(store.Root).Partition, $"{dataset.Name}-rebuild");
        string[] stageFiles = [.. hours.SelectMany(hour => hour.StageFiles).Select(journal.SourceOf)];
        try
        {
            var read = await tables.OpenAsync(dataset, cancellationToken);
            var insert = FileObjectStore.Guard(
                () => Make(dataset, stageFiles, "rebuild", null, work, cancellationToken), "write", table.Folder);
            FileObjectStore.Guard(() => Place(table, insert), "write", table.Folder);
            await MarkAsync(hours, insert, journal);
            await journal.PrepareAsync(read?.Version ?? -1, superseded);
            await CommitAsync(table, read, Commit(dataset, table, read, insert, journal.Id, from), journal, cancellationToken);
            return new RebuildReport(insert.Rows, insert.Written, read?.Files.Sum(file => FileStatistics.RecordsOf(file) ?? 0) ?? 0, 0);
        }
        catch (Exception failure) when (failure is DuckDBException or EngineException)
        {
            throw new EngineException(Explain(dataset, stageFiles, failure.Message), failure);
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Compares a table with stage files, by key and content of each row. Nothing is written.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="stageFiles">The keys of the stage files whose rows it should hold.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="EngineException">A file cannot be read.</exception>
    public async Task<VerifyReport> VerifyAsync(
        DatasetContract dataset, IReadOnlyList<string> stageFiles, CancellationToken cancellationToken)
    {
        var table = tables.Of(dataset);
        var read = await table.OpenAsync(cancellationToken);
        using var connection = engine.Open();
        var comparison = new RowComparison(connection, dataset);
        try
        {
            foreach (var key in stageFiles)
            {
                cancellationToken.ThrowIfCancellationRequested();
                comparison.Expect(store.PathOf(key));
            }

            // The rows of a file that is gone are missing.
            foreach (var (path, day) in FilesOf(dataset, table, read).Where(file => File.Exists(file.Path)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                comparison.Find(path, day);
            }
        }
        catch (Exception failure) when (failure is DuckDBException or EngineException)
        {
            throw new EngineException(Explain(dataset, stageFiles, failure.Message), failure);
        }

        return new VerifyReport(comparison.Compare(), read is null ? null : SchemaProblem(read.Metadata, dataset));
    }

    private static string? SchemaProblem(TableMetadata metadata, DatasetContract dataset) =>
        RowKeys.Refusal(metadata, dataset)
        ?? (SchemaChange.Of(metadata, TableSchema.Consumable(dataset)) as SchemaChange.Incompatible)?.Message;

    private static void Require(IReadOnlyList<DueHour> hours)
    {
        if (hours.FirstOrDefault(hour => hour.Refusal is not null) is { } bad)
            throw new EngineException($"Dataset {bad.Dataset.Name}, hour {bad.Hour}: {bad.Refusal}");
    }

    private IEnumerable<(string Path, DateOnly Day)> FilesOf(DatasetContract dataset, DeltaTable table, Snapshot? read) =>
        read is not null
            ? read.Files.Select(file => (tables.PathOf(table, file), Tables.LakeTables.DayOf(file)))
            : tables.OldKeys(dataset).Select(key =>
                (store.PathOf(key), LakeKeys.TryParseConsumable(dataset.Name, key, out var day, out _) ? day : default));

    private TableCommit Commit(
        DatasetContract dataset, DeltaTable table, Snapshot? read, HourInsert insert, string id, string from)
    {
        var wanted = TableSchema.Consumable(dataset);
        return new TableCommit
        {
            Operation = "REBUILD",
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["from"] = from,
                [RebuildJournal.IdParameter] = id,
            },
            Metrics = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["numFiles"] = insert.Files.Count.ToString(CultureInfo.InvariantCulture),
                ["numOutputRows"] = insert.Written.ToString(CultureInfo.InvariantCulture),
                ["numRemovedFiles"] = (read?.Files.Count ?? 0).ToString(CultureInfo.InvariantCulture),
            },
            Adds = [.. insert.Files.Select(file => file.Add)],
            Removes = read?.Files ?? [],
            Metadata = RowKeys.Mark(
                read?.Metadata.With(DeltaSchema.Of(wanted)) ?? TableMetadata.Of(table.NewId(), wanted, time.GetUtcNow()), dataset),
            Reads = read is null ? FileFilter.Nothing : FileFilter.Everything,
        };
    }

    private static async Task CommitAsync(
        DeltaTable table, Snapshot? read, TableCommit commit, RebuildJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            if (await table.CommitAsync(read, commit, cancellationToken) is CommitResult.Conflict conflict)
                throw new DeltaTableException($"{conflict.Message} The table is as that writer left it.");
        }
        catch (Exception)
        {
            // What became of it may not be known. Where the table cannot be asked now either, the next opening of the lake asks it.
            await journal.SettleAsync(table, CancellationToken.None);
            throw;
        }

        journal.Apply();
    }

    private async Task MarkAsync(IReadOnlyList<DueHour> hours, HourInsert insert, RebuildJournal journal)
    {
        using var connection = engine.Open();
        var prepared = new CompletionMarkers(journal.Prepared);
        var next = 0;
        foreach (var hour in hours)
        {
            var rows = hour.StageFiles.Sum(key => TableFile.Open(connection, hour.Dataset, store.PathOf(journal.SourceOf(key))).Rows);
            var written = insert.WrittenOf.Skip(next).Take(hour.StageFiles.Count).Sum();
            next += hour.StageFiles.Count;
            var old = await markers.ReadAsync(hour.Dataset.Name, hour.Hour, CancellationToken.None);
            var marker = new CompletionMarker
            {
                Dataset = hour.Dataset.Name,
                Hour = hour.Hour.ToString(),
                StageFiles = hour.StageFiles,
                Days = old?.Days ?? [],
                Rows = rows,
                Written = written,
                Duplicates = rows - written,
                FinishedAt = time.GetUtcNow(),
            };
            await prepared.PutAsync(marker, CancellationToken.None);
        }
    }
}
