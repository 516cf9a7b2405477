using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
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

/// <content>A table made again from the stage, and compared with what that would give.</content>
internal sealed partial class DuckDbPartitionEngine
{
    /// <summary>
    /// Makes a table again from its stage files, in one version that replaces all: readers see the old one or the new one. It is how a
    /// table gets other column types, and how lost files of a table come back.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="hours">Its hours, with all of their stage files; the oldest first.</param>
    /// <param name="cancellationToken">A token to cancel the operation; the table is then as it was.</param>
    /// <exception cref="EngineException">Stage files of an hour are gone, or cannot be read.</exception>
    /// <exception cref="DeltaTableException">Another writer changed the table meanwhile.</exception>
    public async Task<RebuildReport> RebuildAsync(
        DatasetContract dataset, IReadOnlyList<DueHour> hours, CancellationToken cancellationToken)
    {
        Require(hours);
        var table = tables.Of(dataset);
        var work = Path.Combine(new LakeFolder(store.Root).Partition, $"{dataset.Name}-rebuild");
        try
        {
            var read = await tables.OpenAsync(dataset, cancellationToken);
            string[] stageFiles = [.. hours.SelectMany(hour => hour.StageFiles)];
            var insert = FileObjectStore.Guard(
                () => Make(dataset, stageFiles, "rebuild", null, work, cancellationToken), "write", table.Folder);
            FileObjectStore.Guard(() => Place(table, insert), "write", table.Folder);
            var wanted = TableSchema.Consumable(dataset);
            var commit = new TableCommit
            {
                Operation = "REBUILD",
                Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = "stage" },
                Metrics = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["numFiles"] = insert.Files.Count.ToString(CultureInfo.InvariantCulture),
                    ["numOutputRows"] = insert.Written.ToString(CultureInfo.InvariantCulture),
                    ["numRemovedFiles"] = (read?.Files.Count ?? 0).ToString(CultureInfo.InvariantCulture),
                },
                Adds = [.. insert.Files.Select(file => file.Add)],
                Removes = read?.Files ?? [],
                Metadata = read?.Metadata.With(DeltaSchema.Of(wanted)) ?? TableMetadata.Of(table.NewId(), wanted, time.GetUtcNow()),
                Reads = read is null ? FileFilter.Nothing : FileFilter.Everything,
            };
            if (await table.CommitAsync(read, commit, cancellationToken) is CommitResult.Conflict conflict)
                throw new DeltaTableException($"{conflict.Message} The table is as that writer left it.");
            await MarkAsync(hours, insert);
            return new RebuildReport(insert.Rows, insert.Written, read?.Files.Sum(file => FileStatistics.RecordsOf(file) ?? 0) ?? 0);
        }
        catch (Exception failure) when (failure is DuckDBException or EngineException)
        {
            throw new EngineException(Explain(dataset, [.. hours.SelectMany(hour => hour.StageFiles)], failure.Message), failure);
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Compares a table with its stage files, by identity, change date and digest of each row. Nothing is written.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="hours">Its hours, with all of their stage files.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="EngineException">Stage files of an hour are gone, or a file cannot be read.</exception>
    public async Task<VerifyReport> VerifyAsync(DatasetContract dataset, IReadOnlyList<DueHour> hours, CancellationToken cancellationToken)
    {
        Require(hours);
        var table = tables.Of(dataset);
        var read = await table.OpenAsync(cancellationToken);
        using var connection = engine.Open();
        var stage = hours.SelectMany(hour => hour.StageFiles).Select(key => TableFile.Open(connection, dataset, store.PathOf(key)));
        var plan = new HourPlan(connection, dataset, [.. stage]);
        plan.ReadKeys();
        return plan.Compare([.. read?.Files.Select(file => tables.PathOf(table, file)) ?? tables.OldPaths(dataset)]);
    }

    private static void Require(IReadOnlyList<DueHour> hours)
    {
        if (hours.FirstOrDefault(hour => hour.Refusal is not null) is { } bad)
            throw new EngineException($"Dataset {bad.Dataset.Name}, hour {bad.Hour}: {bad.Refusal}");
    }

    private async Task MarkAsync(IReadOnlyList<DueHour> hours, HourInsert insert)
    {
        using var connection = engine.Open();
        var next = 0;
        foreach (var hour in hours)
        {
            var rows = hour.StageFiles.Sum(key => TableFile.Open(connection, hour.Dataset, store.PathOf(key)).Rows);
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
            await markers.PutAsync(marker, CancellationToken.None);
        }
    }
}
