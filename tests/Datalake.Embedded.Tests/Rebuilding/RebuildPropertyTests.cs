using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;
using static Datalake.Embedded.Tests.Rebuilding.RebuildLake;

namespace Datalake.Embedded.Tests.Rebuilding;

public sealed class RebuildPropertyTests
{
    /// <summary>
    /// Arrivals come, are touched, replaced and deleted; records are good, bad and good only under the second contract; some are replayed
    /// and
    /// discarded. A rebuild from raw then holds each distinct row of the stage once, with its lineage, and everything adds up.
    /// </summary>
    [Fact]
    public async Task Whatever_happened_before_a_rebuild_from_raw_agrees_with_the_lake()
    {
        var random = new Random(TestSeed.Next());
        for (var round = 0; round < 4; round++) await RunAsync(random);
    }

    private static async Task RunAsync(Random random)
    {
        using var lake = new TestLake(contracts: Contract(", \"Value\": \"int\""));
        for (var step = 0; step < 8; step++)
        {
            for (var change = random.Next(1, 4); change > 0; change--) Change(lake, random);
            if (random.Next(3) > 0) await lake.IngestAsync();
            if (random.Next(4) == 0)
                lake.SetContract(Contract(", \"Value\": \"int\", \"Second\": \"timestamp\"", changedAt: "LastChange\", \"Second"));
            if (random.Next(4) == 0) await lake.ReplayAsync(_ => random.Next(2) == 0);
            if (random.Next(4) == 0) await lake.DiscardAsync(entry => entry.Record == 2);
            if (random.Next(2) == 0) lake.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
            if (random.Next(2) == 0) await lake.PartitionAsync();
        }

        await lake.RunAsync();
        var lineage = lake.Stage("_source, _ingested_at");
        var keys = lake.Consumable("orderid, lastchange");
        lake.SetContract(Contract(
            ", \"Value\": \"bigint\", \"Note\": \"string\", \"Second\": \"timestamp\"", DropOld, changedAt: "LastChange\", \"Second"));
        var raw = new RebuildOptions { FromRaw = true, KeepsStaged = true };

        var report = await lake.RebuildAsync(raw);

        Assert.Equal(lineage, lake.Stage("_source, _ingested_at"));
        Assert.Equal(keys.Distinct(), lake.Consumable("orderid, lastchange").Distinct());
        if (report.Kept == 0)
        {
            Assert.True(report.Rows <= keys.Count, $"{keys.Count} rows became {report.Rows}");
            Assert.DoesNotContain("Old", string.Join(' ', lake.Consumable("_rescued")), StringComparison.Ordinal);
        }

        await lake.AssertSettledAsync(raw);
    }

    private static void Change(TestLake lake, Random random)
    {
        var key = $"orders/{random.Next(5)}";
        var path = lake.PathOf($"raw/{key}");
        switch (random.Next(6))
        {
            case 0 when File.Exists(path):
                File.SetLastWriteTimeUtc(path, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(100_000)));
                break;
            case 1 when File.Exists(path) && random.Next(3) == 0:
                File.Delete(path);
                break;
            default:
                lake.Drop(key, string.Join('\n', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Record(random))));
                break;
        }
    }

    private static string Record(Random random) => random.Next(6) switch
    {
        0 => "{\"OrderId\":\"q\"",
        1 => $$"""{"OrderId":"{{random.Next(4)}}","Second":"2026-11-1{{random.Next(8)}}T10:00:00Z"}""",
        _ => Contracts.Order(
            $"{random.Next(4)}", $"2026-11-1{random.Next(8)}T10:00:00Z", random.Next(3),
            (random.Next(2) == 0 ? ",\"Old\":1" : "") + (random.Next(2) == 0 ? ",\"Note\":\"x\"" : "")),
    };
}
