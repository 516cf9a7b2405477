using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;
using Datalake.Storage;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// The partition engine of one machine: DuckDB. An hour's files are made in a folder of their own, synced, and put in place day by day by
/// renames; the completion marker comes last. Cut short anywhere, the hour has no marker and runs again from its stage files.
/// </summary>
internal sealed class DuckDbPartitionEngine(FileObjectStore store, DuckDbEngine engine, TimeProvider time)
{
    private readonly CompletionMarkers markers = new(store);

    /// <summary>Runs hours in the order given. One that fails does not keep the next from running.</summary>
    /// <param name="hours">The hours, oldest first.</param>
    /// <param name="progress">Receives a report after each hour; may be null.</param>
    /// <param name="cancellationToken">
    /// A token to cancel the operation; an hour that is cut short has no completion marker and is due again.
    /// </param>
    public async Task<IReadOnlyList<HourOutcome>> RunAsync(
        IReadOnlyList<DueHour> hours, IProgress<HourOutcome>? progress, CancellationToken cancellationToken)
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

    private async Task<HourOutcome> RunAsync(DueHour due, CancellationToken cancellationToken)
    {
        if (due.Refusal is { } refusal) return Fail(due, refusal);
        var work = Path.Combine(new LakeFolder(store.Root).Partition, $"{due.Dataset.Name}-{due.Hour}");
        try
        {
            var (marker, replace) = FileObjectStore.Guard(
                () => Make(due, work, cancellationToken), "write", LakeKeys.Consumable(due.Dataset.Name));

            // Without a marker the hour is due: after a crash between the renames no old marker may vouch for half an hour.
            await markers.RemoveAsync(due.Dataset.Name, due.Hour, cancellationToken);
            FileObjectStore.Guard(replace, "write", LakeKeys.Consumable(due.Dataset.Name));
            await markers.PutAsync(marker, CancellationToken.None);
            return new HourOutcome(due, marker, null);
        }
        catch (Exception failure) when (failure is DuckDBException or EngineException or ObjectStoreException)
        {
            return Fail(due, Explain(due, failure.Message));
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }

    private static HourOutcome Fail(DueHour due, string reason) => new(due, null, $"Dataset {due.Dataset.Name}, hour {due.Hour}: {reason}");

    /// <summary>Names the file whose column does not convert to the type that is declared now, where that is what failed.</summary>
    private string Explain(DueHour due, string message)
    {
        if (!message.Contains("Conversion Error", StringComparison.Ordinal)) return message;
        using var connection = engine.Open();
        foreach (var key in due.StageFiles)
        {
            var file = TableFile.Open(connection, store.PathOf(key));
            foreach (var (name, type) in due.Dataset.Columns.Select(column => (column.Name, Sql.Type(column.Type))))
            {
                if (file.TypeOf(name) is not { } old || old == type || file.Refusal(connection, name, type) is not { } reason) continue;
                return IncompatibleColumn.Describe(due.Dataset.Name, name, key, old, type, IncompatibleColumn.ReasonOf(reason));
            }
        }

        return message;
    }

    /// <summary>Makes an hour's files, and says how to put them in place.</summary>
    private (CompletionMarker Marker, Action Replace) Make(DueHour due, string work, CancellationToken cancellationToken)
    {
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        var dataset = due.Dataset;
        var (pieces, writer, rows) = Plan(due, Path.Combine(work, "rows"));
        var made = Path.Combine(work, "new");
        WriteAll(pieces, writer, Target, cancellationToken);
        store.Sync([.. pieces.SelectMany(piece => piece.Files).Select(Target)]);

        var filled = pieces.SelectMany(piece => piece.Files).Select(file => file.Day).Distinct().ToArray();
        var marker = new CompletionMarker
        {
            Dataset = dataset.Name,
            Hour = due.Hour.ToString(),
            StageFiles = due.StageFiles,
            Days = [.. filled.Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))],
            Rows = rows,
            Written = pieces.Sum(piece => piece.Rows),
            Duplicates = rows - pieces.Sum(piece => piece.Rows),
            FinishedAt = time.GetUtcNow(),
        };
        return (marker, () => Replace(dataset, due.Hour, filled, made, Path.Combine(work, "old")));

        string Target(PieceFile file) => Path.Combine(made, KeyOf(dataset, due.Hour, file));
    }

    /// <summary>Says which rows go where. The memory that the engine held for that is returned before wide rows are touched.</summary>
    private (IReadOnlyList<Piece> Pieces, PieceWriter Writer, long Rows) Plan(DueHour due, string lists)
    {
        using var connection = engine.Open();
        var stage = due.StageFiles.Select(key => TableFile.Open(connection, store.PathOf(key))).ToArray();
        var plan = new HourPlan(connection, due.Dataset, stage);
        var days = plan.ReadKeys();
        plan.DropDuplicates([.. days.SelectMany(day => OtherHours(due.Dataset, day, due.Hour))]);
        var size = PieceSize.Of(stage, engine);
        return (
            new PieceCutter(connection, size, stage.Length, engine.Threads, lists).Cut(),
            new PieceWriter(engine, due.Dataset, stage, size.RowGroup),
            plan.Rows
        );
    }

    /// <summary>Writes pieces, as many at a time as there are processors.</summary>
    private void WriteAll(
        IReadOnlyList<Piece> pieces, PieceWriter writer, Func<PieceFile, string> target, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.ForEach(
                pieces,
                new ParallelOptions { MaxDegreeOfParallelism = engine.Threads, CancellationToken = cancellationToken },
                piece => writer.Write(piece, target, cancellationToken)
            );
        }
        catch (AggregateException failures) when (failures.InnerExceptions.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    private static string KeyOf(DatasetContract dataset, IngestionHour hour, PieceFile file) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{LakeKeys.Consumable(dataset.Name, file.Day, hour)}part-{file.Number:d5}.parquet"
        );

    private IEnumerable<string> OtherHours(DatasetContract dataset, DateOnly day, IngestionHour hour)
    {
        var folder = store.PathOf(LakeKeys.Consumable(dataset.Name, day).TrimEnd('/'));
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateDirectories(folder, "ingestion=*")
            .Where(path => Path.GetFileName(path) != $"ingestion={hour}")
            .SelectMany(path => Directory.EnumerateFiles(path, "*.parquet"))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Puts the new files of an hour in place of its old ones, under every day that has either.</summary>
    private void Replace(DatasetContract dataset, IngestionHour hour, DateOnly[] filled, string made, string old)
    {
        var table = store.PathOf(LakeKeys.Consumable(dataset.Name).TrimEnd('/'));
        var before = Directory.Exists(table)
            ? Directory
                .EnumerateDirectories(table, "year=*")
                .SelectMany(year => Directory.EnumerateDirectories(year, "month=*"))
                .SelectMany(month => Directory.EnumerateDirectories(month, "day=*"))
                .Select(day => Path.Combine(day, $"ingestion={hour}")).Where(Directory.Exists).ToArray()
            : [];
        var after = filled.Select(day => store.PathOf(LakeKeys.Consumable(dataset.Name, day, hour).TrimEnd('/'))).ToArray();
        var changed = before.Union(after, StringComparer.Ordinal).ToArray();
        foreach (var path in changed)
        {
            var relative = Path.GetRelativePath(store.Root, path);
            if (Directory.Exists(path))
            {
                var away = Path.Combine(old, relative);
                store.Files.CreateFolder(Path.GetDirectoryName(away)!);
                store.Files.MoveFolder(path, away);
            }

            var source = Path.Combine(made, relative);
            if (!Directory.Exists(source)) continue;
            store.Files.CreateFolder(Path.GetDirectoryName(path)!);
            store.Files.MoveFolder(source, path);
        }

        foreach (var path in changed) store.SyncNames(Path.GetDirectoryName(path)!);
    }
}
