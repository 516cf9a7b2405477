using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Partitioning;
using Datalake.Storage;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tables.Delta.Statistics;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// The partition engine of one machine: DuckDB. The rows of an hour that the table does not hold yet become files, which are synced and
/// then named by one commit of the table's log; the completion marker comes last. Cut short anywhere, the hour has no marker and runs
/// again, and what it had committed is found in the table then.
/// </summary>
internal sealed partial class DuckDbPartitionEngine(FileObjectStore store, DuckDbEngine engine, TimeProvider time)
{
    /// <summary>The parameter of a version that names the ingestion hour which it brought.</summary>
    public const string HourParameter = "ingestionHour";

    private const int Attempts = 5;

    private readonly CompletionMarkers markers = new(store);
    private readonly LakeTables tables = new(store, time);

    /// <summary>Runs hours in the order given. One that fails does not keep the next from running.</summary>
    /// <param name="hours">The hours, oldest first.</param>
    /// <param name="progress">Receives a report after each hour; may be null.</param>
    /// <param name="cancellationToken">
    /// A token to cancel the operation; an hour that is cut short has no completion marker and is due again.
    /// </param>
    public async Task<IReadOnlyList<HourOutcome>> RunAsync(
        IReadOnlyList<DueHour> hours, IProgress<HourOutcome>? progress, CancellationToken cancellationToken)
    {
        var outcomes = await BringAsync(hours, cancellationToken, progress);
        foreach (var dataset in outcomes.Where(outcome => outcome.Finished is not null).Select(outcome => outcome.Due.Dataset).Distinct())
            await TryCompactAsync(dataset, cancellationToken);
        return outcomes;
    }

    /// <summary>Runs hours in the order given, and leaves small files as they are.</summary>
    /// <inheritdoc cref="RunAsync(IReadOnlyList{DueHour}, IProgress{HourOutcome}?, CancellationToken)"/>
    public async Task<IReadOnlyList<HourOutcome>> BringAsync(
        IReadOnlyList<DueHour> hours, CancellationToken cancellationToken, IProgress<HourOutcome>? progress = null)
    {
        var outcomes = new List<HourOutcome>();
        foreach (var hour in hours)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcome = await RunAsync(hour, cancellationToken);
            outcomes.Add(outcome);
            progress?.Report(outcome);
        }

        return outcomes;
    }

    // The hours are complete whatever becomes of this. The next run tries again, and lake compact says what is wrong.
    private async Task TryCompactAsync(DatasetContract dataset, CancellationToken cancellationToken)
    {
        try
        {
            await CompactAsync(dataset, null, SmallFiles.Allowed, cancellationToken);
        }
        catch (Exception failure)
            when (failure is DuckDBException or EngineException or ObjectStoreException or DeltaTableException or DeltaFeatureException)
        {
        }
    }

    private async Task<HourOutcome> RunAsync(DueHour due, CancellationToken cancellationToken)
    {
        if (due.Refusal is { } refusal) return Fail(due, refusal);
        var work = Path.Combine(new LakeFolder(store.Root).Partition, $"{due.Dataset.Name}-{due.Hour}");
        try
        {
            var marker = await InsertAsync(due, work, cancellationToken);
            await markers.PutAsync(marker, CancellationToken.None);
            return new HourOutcome(due, marker, null);
        }
        catch (Exception failure)
            when (failure is DuckDBException or EngineException or ObjectStoreException or DeltaTableException or DeltaFeatureException)
        {
            return Fail(due, Explain(due.Dataset, due.NewFiles, failure.Message));
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }

    private static HourOutcome Fail(DueHour due, string reason) => new(due, null, $"Dataset {due.Dataset.Name}, hour {due.Hour}: {reason}");

    /// <summary>Names the file whose column does not convert to the type that is declared now, where that is what failed.</summary>
    private string Explain(DatasetContract dataset, IReadOnlyList<string> stageFiles, string message)
    {
        if (!message.Contains("Conversion Error", StringComparison.Ordinal)) return message;
        using var connection = engine.Open();
        foreach (var key in stageFiles)
        {
            var file = TableFile.Open(connection, dataset, store.PathOf(key));
            foreach (var (name, type) in dataset.Columns.Select(column => (column.Name, Sql.Type(column.Type))))
            {
                if (file.TypeOf(name) is not { } old || old == type || file.Refusal(connection, name, type) is not { } reason) continue;
                return IncompatibleColumn.Describe(dataset.Name, name, key, old, type, IncompatibleColumn.ReasonOf(reason));
            }
        }

        return message;
    }

    /// <summary>Brings the rows of an hour into the table, and says what became of them.</summary>
    private async Task<CompletionMarker> InsertAsync(DueHour due, string work, CancellationToken cancellationToken)
    {
        var table = tables.Of(due.Dataset);
        for (var attempt = 1; ; attempt++)
        {
            var read = await tables.OpenAsync(due.Dataset, cancellationToken);
            if (read is null) await RequireNewAsync(due.Dataset, cancellationToken);
            var metadata = Metadata(due.Dataset, table, read);
            var insert = FileObjectStore.Guard(
                () => Make(due.Dataset, due.NewFiles, due.Hour.ToString(), read, work, cancellationToken), "write", table.Folder);

            // Rows that are there already are those of a run that was cut short, or of a file that the marker covers: only all files
            // together say which.
            if (due.Covered is not null && insert.Own > 0) return await InsertAsync(due.Whole(), work, cancellationToken);
            if (insert.Files.Count == 0 && metadata is null) return Marker(due, insert);

            FileObjectStore.Guard(() => Place(table, insert), "write", table.Folder);
            switch (await table.CommitAsync(read, Commit(due, insert, metadata), cancellationToken))
            {
                case CommitResult.Committed:
                    return Marker(due, insert);
                case CommitResult.Conflict conflict when attempt == Attempts:
                    throw new DeltaTableException($"{conflict.Message} It was tried {Attempts} times.");
            }
        }
    }

    /// <summary>
    /// A table that hours have brought rows to and that is not there is lost; begun again, it would lack them without a word.
    /// </summary>
    private async Task RequireNewAsync(DatasetContract dataset, CancellationToken cancellationToken)
    {
        var lost = (await markers.ReadAllAsync(dataset.Name, cancellationToken)).Values.Sum(marker => marker.Written);
        if (lost > 0)
        {
            throw new DeltaTableException(
                $"{LakeKeys.Consumable(dataset.Name)} has no log, though complete hours have brought {lost} rows to it. Restore the folder from a " +
                $"copy of the lake, or make the table again from the stage: lake rebuild {dataset.Name}");
        }
    }

    /// <summary>The metadata to commit with an hour; null when that of the table is as the contract says.</summary>
    /// <exception cref="DeltaTableException">The table's rows do not fit the contract any more.</exception>
    private TableMetadata? Metadata(DatasetContract dataset, DeltaTable table, Snapshot? read)
    {
        var wanted = TableSchema.Consumable(dataset);
        if (read is null) return RowKeys.Mark(TableMetadata.Of(table.NewId(), wanted, time.GetUtcNow()), dataset);
        if (RowKeys.Refusal(read.Metadata, dataset) is { } refusal) throw new DeltaTableException(refusal);
        var changed = SchemaChange.Of(read.Metadata, wanted) switch
        {
            SchemaChange.Widened widened => widened.Metadata,
            SchemaChange.Incompatible incompatible => throw new DeltaTableException(incompatible.Message),
            _ => read.Metadata,
        };
        var marked = RowKeys.Mark(changed, dataset);
        return ReferenceEquals(marked, read.Metadata) ? null : marked;
    }

    /// <summary>Makes the files of the rows that a table does not hold, or finds stage files that can be the table's as they are.</summary>
    private HourInsert Make(
        DatasetContract dataset, IReadOnlyList<string> stageFiles, string label, Snapshot? read, string work,
        CancellationToken cancellationToken, bool takesWhole = true)
    {
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        var (plan, stage, files) = Plan(dataset, stageFiles, read, Directory.CreateDirectory(work).FullName, takesWhole);
        var run = $"{label}-{tables.Of(dataset).NewId():N}";
        new DayFileWriter(engine, dataset, stage, Path.Combine(work, "rewritten")).Write(files, Target, cancellationToken);
        var inserted = files.Select(file => Describe(Target(file), PathOf(file.Day, "", file.Number), file.Day, isStage: false))
            .Concat(plan.Whole.Select(file => Describe(file.Path, PathOf(file.Day, "s", file.Number), file.Day, isStage: true)));
        return new HourInsert([.. inserted], plan.Rows, plan.Own, plan.Days) { WrittenOf = plan.WrittenOf };

        string Target(DayFile file) => Path.Combine(work, "new", PathOf(file.Day, "", file.Number));

        string PathOf(DateOnly day, string kind, int number) => string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Concat(TableSchema.ChangeDate.Select(column => column.Folder(day)))}{run}-{kind}{number:d5}.parquet");

        InsertedFile Describe(string source, string path, DateOnly day, bool isStage) =>
            new(FileStats.Describe(dataset, source, path, day), source, isStage);
    }

    /// <summary>Puts files under the table's folder, where nobody looks for them before the commit names them.</summary>
    private void Place(DeltaTable table, HourInsert insert)
    {
        var copies = new List<string>();
        foreach (var file in insert.Files)
        {
            var target = tables.PathOf(table, file.Add);
            store.Files.CreateFolder(Path.GetDirectoryName(target)!);
            if (!file.IsStage)
            {
                store.Files.MoveFile(file.Source, target, overwrite: false);
                copies.Add(target);
            }
            else if (!store.Files.LinkFile(file.Source, target))
            {
                copies.Add(target);
            }
        }

        if (copies.Count > 0) store.Sync(copies);
        var folders = insert.Files.Select(file => Path.GetDirectoryName(tables.PathOf(table, file.Add))!);
        foreach (var folder in folders.Distinct(StringComparer.Ordinal)) store.SyncNames(folder);
    }

    private static TableCommit Commit(DueHour due, HourInsert insert, TableMetadata? metadata) => new()
    {
        Operation = "MERGE",
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [HourParameter] = due.Hour.ToString(),
            ["stageFiles"] = due.NewFiles.Count.ToString(CultureInfo.InvariantCulture),
        },
        Metrics = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["numFiles"] = insert.Files.Count.ToString(CultureInfo.InvariantCulture),
            ["numOutputRows"] = insert.Written.ToString(CultureInfo.InvariantCulture),
            ["numSourceRows"] = insert.Rows.ToString(CultureInfo.InvariantCulture),
        },
        Adds = [.. insert.Files.Select(file => file.Add)],
        Metadata = metadata,
        Reads = FileFilter.AnyOf(insert.Files.Select(file => LakeTables.DayOf(file.Add)).Distinct().Select(LakeTables.Of)),
    };

    private CompletionMarker Marker(DueHour due, HourInsert insert)
    {
        var days = insert.DaysWritten.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var written = insert.Own + insert.Written;
        return new CompletionMarker
        {
            Dataset = due.Dataset.Name,
            Hour = due.Hour.ToString(),
            StageFiles = due.StageFiles,
            Days = [.. days.Union(due.Covered?.Days ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Rows = insert.Rows + (due.Covered?.Rows ?? 0),
            Written = written + (due.Covered?.Written ?? 0),
            Duplicates = insert.Rows - written + (due.Covered?.Duplicates ?? 0),
            FinishedAt = time.GetUtcNow(),
        };
    }

    /// <summary>Says which rows go where. The memory that the engine held for that is returned before wide rows are touched.</summary>
    private (HourPlan Plan, TableFile[] Stage, IReadOnlyList<DayFile> Files) Plan(
        DatasetContract dataset, IReadOnlyList<string> stageFiles, Snapshot? read, string work, bool takesWhole)
    {
        using var connection = engine.Open();
        using var keys = new KeyFile(dataset, Path.Combine(work, "keys.parquet"));
        var stage = stageFiles.Select((key, number) => TableFile.Open(connection, dataset, store.PathOf(key), keys, number)).ToArray();
        keys.Finish();
        var plan = new HourPlan(connection, dataset, stage);
        plan.ReadKeys(keys);
        IReadOnlyList<string> others = read is null ? [] : [.. FilesOf(dataset, read, KeyRanges.Read(connection, dataset, read.Metadata))];
        if (others.Count > 0 && DigestFilter.Read(connection) is { } filter) others = filter.Select(others, engine.Threads);
        plan.DropDuplicates(others, takesWhole);
        return (plan, stage, plan.Cut());
    }

    private IEnumerable<string> FilesOf(DatasetContract dataset, Snapshot read, IReadOnlyDictionary<DateOnly, FileFilter> ranges)
    {
        var table = tables.Of(dataset);
        return read.Files
            .Where(file => ranges.TryGetValue(LakeTables.DayOf(file), out var range) && range.MayMatch(file, read.Metadata))
            .Select(file => tables.PathOf(table, file));
    }
}
