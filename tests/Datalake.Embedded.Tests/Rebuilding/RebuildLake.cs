using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Rebuilding;

/// <summary>What tests of rebuilds do to a lake with the dataset orders.</summary>
internal static class RebuildLake
{
    public const string DropOld = "\"structure\": [{ \"drop\": \"Old\" }],";

    private static readonly RebuildOptions Raw = new() { FromRaw = true };

    /// <summary>The contract of orders with other columns, and with rules if there are any.</summary>
    public static string Contract(string columns = "", string rules = "", string identity = "OrderId", string changedAt = "LastChange") =>
        $$"""
        { "name": "orders", "database": "shop", "raw": { "keys": "orders/{id*}", "format": "json" }, {{rules}}
          "identity": ["{{identity}}"], "changedAt": ["{{changedAt}}"],
          "columns": { "OrderId": "string", "LastChange": "timestamp"{{columns}} } }
        """;

    public static async Task<RebuildReport> RebuildAsync(this TestLake lake, RebuildOptions? options = null)
    {
        await using var open = lake.Open();
        return await open.RebuildAsync(open.Catalog.Find("orders")!, options ?? new RebuildOptions(), Test.Token);
    }

    public static Task<RebuildReport> RebuildFromRawAsync(this TestLake lake, bool keep = false) =>
        lake.RebuildAsync(Raw with { KeepsStaged = keep });

    public static async Task<VerifyReport> VerifyAsync(this TestLake lake, RebuildOptions? options = null)
    {
        await using var open = lake.Open();
        return await open.VerifyAsync(open.Catalog.Find("orders")!, options ?? new RebuildOptions(), Test.Token);
    }

    /// <summary>Ingests and partitions, and passes an hour.</summary>
    public static async Task RunAsync(this TestLake lake)
    {
        await lake.IngestAsync();
        lake.Time.Advance(TimeSpan.FromHours(1));
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
    }

    /// <summary>The table holds what both sources give, all adds up, and neither a run nor a rerun of an hour inserts anything.</summary>
    public static async Task AssertSettledAsync(this TestLake lake, RebuildOptions? raw = null)
    {
        var rows = lake.Consumable("*");
        Assert.DoesNotContain((await lake.VerifyAsync()).Days, day => !day.IsEqual);
        Assert.DoesNotContain((await lake.VerifyAsync(raw ?? Raw)).Days, day => !day.IsEqual);
        var status = await lake.StatusAsync();
        Assert.Empty(status.Differences.Select(difference => difference.Message));
        Assert.True(status.IsConserved);
        Assert.Empty(await lake.PartitionAsync());
        foreach (var hour in lake.Files("_state/finished/orders").Select(Path.GetFileNameWithoutExtension))
            Assert.All(await lake.PartitionAsync(hour), outcome => Assert.Null(outcome.Failure));
        Assert.Equal(rows, lake.Consumable("*"));
        Assert.Empty(lake.Files("_state/rebuild"));
        Assert.Empty(lake.Files("_state/partition"));
    }
}
