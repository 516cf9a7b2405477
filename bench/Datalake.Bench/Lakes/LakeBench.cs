using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Storage;
using Datalake.Embedded;
using Datalake.Generator;
using Datalake.Tables.Delta;
using DuckDB.NET.Data;

namespace Datalake.Bench.Lakes;

/// <summary>Makes a lake's raw files, has a process run the lake, looks at what came of it, and takes it away again.</summary>
internal static class LakeBench
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Runs a job.</summary>
    /// <param name="job">The job; its lake's folder must not be there.</param>
    /// <param name="command">The published command; null where the job does not run it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="BenchException">The lake could not be run.</exception>
    public static async Task<LakeMeasurement> RunAsync(LakeJob job, LakeCommand? command, CancellationToken cancellationToken)
    {
        try
        {
            var generated = Generate(job, cancellationToken);
            var result = await ChildProcess.RunAsync(job, BenchJson.Default.LakeResult, cancellationToken);
            var commands = new List<LakeCommandResult>();
            for (var round = 0; round < job.CommandRounds; round++) commands.Add(await command!.RunAsync(job, cancellationToken));
            var (rows, distinct) = Count(job.Root);
            var (consumable, files) = SizeOf(job.Root, "consumable_tables");
            return new LakeMeasurement(
                job,
                generated,
                result,
                rows,
                distinct,
                SizeOf(job.Root, "structured_json").Bytes,
                SizeOf(job.Root, "stage").Bytes,
                consumable,
                files,
                commands
            );
        }
        finally
        {
            if (Directory.Exists(job.Root)) Directory.Delete(job.Root, recursive: true);
        }
    }

    private static GenerationCounts Generate(LakeJob job, CancellationToken cancellationToken)
    {
        var options = new CheckoutGeneratorOptions
        {
            Orders = CheckoutOrders.For(job.Records),
            RecordSize = job.RecordSize,
            PerObject = job.PerObject,
            Duplicates = CheckoutOrders.Duplicates,
            Start = Start,
            End = Start.AddDays(job.Days),
        };
        var counts = new CheckoutGenerator(options).Generate(new FolderArrivalSink(new LakeFolder(job.Root).Raw), null, cancellationToken);

        // Otherwise the system writes the raw files to the disk while the lake is timed, and its first sync waits for them.
        if (LocalFileSystem.Instance.CanSyncAll) LocalFileSystem.Instance.SyncAll(job.Root);
        return counts;
    }

    private static (long Rows, long Distinct) Count(string root)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var table = new DeltaTable(
            new FileObjectStore(root, syncsWriters: false), "consumable_tables/checkout/", ParquetCheckpointFormat.Instance, TimeProvider.System);
        var snapshot = table.OpenAsync(CancellationToken.None).GetAwaiter().GetResult()!;
        var files = snapshot.Files.Select(file => $"'{Path.Combine(root, table.KeyOf(file)).Replace("'", "''", StringComparison.Ordinal)}'");
        command.CommandText = $"SELECT count(*), count(DISTINCT (orderid, _digest)) FROM read_parquet([{string.Join(", ", files)}])";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static (long Bytes, long Files) SizeOf(string root, string folder)
    {
        var files = new DirectoryInfo(Path.Combine(root, folder)).GetFiles("*", SearchOption.AllDirectories);
        return (files.Sum(file => file.Length), files.Length);
    }
}
