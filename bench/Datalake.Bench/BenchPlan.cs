namespace Datalake.Bench;

/// <summary>What a run of the bench measures.</summary>
/// <param name="Jobs">In the order in which they run.</param>
internal sealed record BenchPlan(IReadOnlyList<BenchJob> Jobs)
{
    /// <summary>The name of lakes whose arrivals are NDJSON of 1,000 records.</summary>
    public const string Ndjson = "NDJSON";

    /// <summary>The name of lakes whose arrivals are one record each.</summary>
    public const string OneAFile = "one a file";

    private const string Backlog = "backlog";
    private const int RecordsAnArrival = 1000;

    // What a shop's hourly run sees: changes of orders placed in the last few days.
    private const int ShopDays = 3;
    private const int BacklogDays = 30;

    private const int Small = 1_000;
    private const int Medium = 2_000;
    private const int Large = 20_000;

    /// <summary>A plan.</summary>
    /// <param name="quick">True for little data and few rounds.</param>
    /// <param name="megabytes">
    /// Megabytes of raw data in a lake of 20 KB records; the other lakes shrink or grow along. Null for what suits
    /// <paramref name="quick"/>.
    /// </param>
    /// <param name="only">The part to run; null for all.</param>
    public static BenchPlan Create(bool quick, int? megabytes = null, BenchPart? only = null)
    {
        var size = (megabytes ?? (quick ? 80 : 600)) * 1_000_000L;
        var arrivals = megabytes is null ? quick ? 10_000 : 100_000 : size / 6_000;
        var rounds = quick ? 1 : 3;
        IEnumerable<BenchJob> micro = [Micro(Small, quick), Micro(Large, quick)];
        IEnumerable<BenchJob> stage = [StageFiles(Small, size / 3, quick), StageFiles(Large, size, quick)];
        IEnumerable<BenchJob> lake =
        [
            Lake(Ndjson, Small, size / 3 / Small, RecordsAnArrival, ShopDays) with { CommandRounds = rounds },
            Lake(Ndjson, Large, size / Large, RecordsAnArrival, ShopDays) with { CommandRounds = rounds },
            Lake(OneAFile, Small, size / 20 / Small, 1, ShopDays),
            Lake(OneAFile, Large, size / 4 / Large, 1, ShopDays),
            Lake(OneAFile, Medium, arrivals, 1, ShopDays),
        ];
        IEnumerable<BenchJob> backlog = [Lake(Backlog, Large, size / Large, RecordsAnArrival, BacklogDays)];
        IEnumerable<BenchJob> table =
        [
            new TableJob
            {
                Name = "orders", RecordSize = Large, Days = quick ? 12 : 60, Hours = 12, TouchedDays = quick ? 8 : 30, LogFiles = 10_000,
            },
        ];
        IEnumerable<BenchJob> serve =
        [
            new ServerJob
            {
                Name = "records",
                RecordSize = Small,
                Records = quick ? 20_000 : 150_000,
                Batches = quick ? 50 : 300,
                Probes = quick ? 3 : 12,
                IdleSeconds = quick ? 5 : 20,
            },
        ];
        return new BenchPlan(
        [
            .. Part(BenchPart.Micro, micro), .. Part(BenchPart.Stage, stage), .. Part(BenchPart.Lake, lake.Concat(backlog)),
            .. only == BenchPart.Backlog ? backlog : [], .. Part(BenchPart.Table, table),
            .. Part(BenchPart.Serve, serve),
        ]);

        IEnumerable<BenchJob> Part(BenchPart part, IEnumerable<BenchJob> jobs) => only is null || only == part ? jobs : [];
    }

    private static MicroJob Micro(int size, bool quick) =>
        new() { Name = string.Empty, RecordSize = size, Bytes = 2_000_000, Rounds = quick ? 25 : 101, WarmUp = quick ? 250 : 1_000 };

    private static StageFileJob StageFiles(int size, long bytes, bool quick) =>
        new() { Name = "stage files", RecordSize = size, Records = Math.Max(1, bytes / size), Days = ShopDays, Rounds = quick ? 1 : 3 };

    private static LakeJob Lake(string name, int size, long records, int perObject, int days) =>
        new() { Name = name, RecordSize = size, Records = Math.Max(1, records), PerObject = perObject, Days = days };
}
