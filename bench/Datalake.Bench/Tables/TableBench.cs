using Datalake.Embedded;
using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Storage;
using Datalake.Partitioning;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Statistics;
using Datalake.Datasets;

namespace Datalake.Bench.Tables;

/// <summary>
/// Makes a table of many small files and a log of many more, and has a process work on them that has not seen them before.
/// </summary>
internal static class TableBench
{
    private const int FilesOfCommit = 400;

    /// <summary>Runs a job.</summary>
    /// <exception cref="BenchException">The table could not be made.</exception>
    public static async Task<TableResult> RunAsync(TableJob job, CancellationToken cancellationToken)
    {
        try
        {
            for (var hour = 0; hour < job.Hours; hour++) await AddHourAsync(job, hour, cancellationToken);
            await MakeLogAsync(job, cancellationToken);
            return await ChildProcess.RunAsync(job, BenchJson.Default.TableResult, cancellationToken);
        }
        finally
        {
            if (Directory.Exists(job.Root)) Directory.Delete(job.Root, recursive: true);
        }
    }

    private static async Task AddHourAsync(TableJob job, int hour, CancellationToken cancellationToken)
    {
        TableHours.Generate(job, hour, job.Days);
        await using var lake = EmbeddedLake.Open(TableHours.Options(job, hour));
        await lake.IngestAsync(null, cancellationToken);
        var outcomes = await lake.PartitionAsync(new PartitionRequest { IncludeOpen = true }, null, cancellationToken);
        if (outcomes.FirstOrDefault(outcome => outcome.Failure is not null) is { } failed) throw new BenchException(failed.Failure!);
    }

    private static async Task MakeLogAsync(TableJob job, CancellationToken cancellationToken)
    {
        var dataset = DatasetCatalog.Load(job.Datasets).Require().Find("checkout")!;
        var table = TableHours.Log(job);
        Snapshot? read = null;
        for (var first = 0; first < job.LogFiles; first += FilesOfCommit)
        {
            var commit = new TableCommit
            {
                Operation = "MERGE",
                Adds = [.. Enumerable.Range(first, Math.Min(FilesOfCommit, job.LogFiles - first)).Select(FileOf)],
                Metadata = read is null ? TableMetadata.Of(table.NewId(), TableSchema.Consumable(dataset), TableHours.Start) : null,
            };
            if (await table.CommitAsync(read, commit, cancellationToken) is not CommitResult.Committed committed)
                throw new BenchException("The log could not be made.");
            read = committed.Snapshot;
        }
    }

    private static DataFile FileOf(int number)
    {
        var day = DateOnly.FromDateTime(TableHours.Start.UtcDateTime).AddDays(number % 365);
        var time = TableHours.Start.AddDays(number % 365).AddMinutes(number % 1440);
        return new DataFile
        {
            Path = string.Concat(TableSchema.ChangeDate.Select(column => column.Folder(day))) + $"{number:d8}-{number:x32}-00000.parquet",
            PartitionValues = Embedded.Tables.LakeTables.PartitionOf(day),
            Size = 1_000_000 + number,
            ModificationTime = time.ToUnixTimeMilliseconds(),
            Stats = FileStatistics.Write(
                1000,
                [
                    new ColumnStatistics("orderid", ColumnValue.Of($"{number:d13}-01"), ColumnValue.Of($"{number + 999:d13}-01"), 0),
                    new ColumnStatistics("lastchange", ColumnValue.Of(time), ColumnValue.Of(time.AddHours(1)), 0),
                    new ColumnStatistics("creationdate", ColumnValue.Of(time), ColumnValue.Of(time.AddHours(1)), 0),
                    new ColumnStatistics("_source", ColumnValue.Of($"checkout/{number:d13}"), ColumnValue.Of($"checkout/{number + 999:d13}"), 0),
                    new ColumnStatistics("_ingested_at", ColumnValue.Of(time), ColumnValue.Of(time.AddHours(1)), 0),
                    new ColumnStatistics("_digest", ColumnValue.Of($"{number:x32}"), ColumnValue.Of(new string('f', 32)), 0),
                ]),
        };
    }
}
