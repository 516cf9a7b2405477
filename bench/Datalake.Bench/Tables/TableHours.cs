using Datalake.Embedded;
using Datalake.Embedded.Checkpoints;
using Datalake.Embedded.Storage;
using Datalake.Generator;
using Datalake.Tables.Delta;

namespace Datalake.Bench.Tables;

/// <summary>The hours of the table: each brings an order or so of each change date.</summary>
internal static class TableHours
{
    /// <summary>The first change date.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Puts the arrivals of an hour into the raw folder.</summary>
    /// <param name="job">The job.</param>
    /// <param name="hour">The hour's number, another one each time.</param>
    /// <param name="days">Over how many change dates its orders are placed.</param>
    public static void Generate(TableJob job, int hour, int days) =>
        new CheckoutGenerator(new CheckoutGeneratorOptions
        {
            Orders = days,
            RecordSize = job.RecordSize,
            PerObject = 1_000,
            Seed = (ulong)hour + 1,
            Start = Start,
            End = Start.AddDays(days),
        }).Generate(new FolderArrivalSink(new LakeFolder(LakeOf(job)).Raw), null, CancellationToken.None);

    /// <summary>How a lake is opened at an hour.</summary>
    public static LakeOptions Options(TableJob job, int hour) =>
        new() { Root = LakeOf(job), Datasets = job.Datasets, Time = new FixedTime(Start.AddDays(job.Days).AddHours(hour)) };

    /// <summary>The table that is only a log.</summary>
    public static DeltaTable Log(TableJob job) => new(
        new FileObjectStore(Path.Combine(job.Root, "log"), syncsWriters: false), "consumable_tables/checkout/", ParquetCheckpointFormat.Instance,
        new FixedTime(Start));

    /// <summary>The files of the table that has rows.</summary>
    public static async Task<int> FilesAsync(TableJob job, CancellationToken cancellationToken)
    {
        var table = new DeltaTable(
            new FileObjectStore(LakeOf(job), syncsWriters: false), "consumable_tables/checkout/", ParquetCheckpointFormat.Instance,
            TimeProvider.System);
        return (await table.OpenAsync(cancellationToken))!.Files.Count;
    }

    private static string LakeOf(TableJob job) => Path.Combine(job.Root, "lake");

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
