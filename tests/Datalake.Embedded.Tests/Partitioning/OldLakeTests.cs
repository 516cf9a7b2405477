using System.Globalization;
using System.Text.Json;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

/// <summary>A lake as an earlier version of the command left it: <c>OldLake/README.md</c>.</summary>
public sealed class OldLakeTests : IDisposable
{
    private const string Rows = "SELECT orderid, value, lastchange, creationdate, _rescued, day, _source FROM orders ORDER BY ALL";

    private static readonly string[] Old =
    [
        "a|1|2026-11-18T10:00:00.123456|NULL|NULL|18|orders/1#1",
        "a|5|2026-11-20T10:00:00|NULL|NULL|20|orders/2#1",
        "b|2|2026-11-19T10:00:00|2026-11-01T00:00:00|NULL|19|orders/1#2",
        "c|NULL|NULL|2026-11-19T23:59:59.999|{\"Note\":\"rescued\"}|19|orders/1#3",
    ];

    private readonly TestLake lake = new();

    public OldLakeTests()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "OldLake");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = lake.PathOf(Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        // The arrivals have the times that the commits name.
        foreach (var line in Directory.EnumerateFiles(lake.PathOf("_state/commits"), "*.ndjson", SearchOption.AllDirectories).SelectMany(File.ReadLines))
        {
            using var entry = JsonDocument.Parse(line);
            if (!entry.RootElement.TryGetProperty("version", out var version)) continue;
            var ticks = long.Parse(version.GetString()!.Split('-')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            File.SetLastWriteTimeUtc(lake.PathOf("raw/" + entry.RootElement.GetProperty("key").GetString()), new DateTime(ticks, DateTimeKind.Utc));
        }

        lake.Time.Advance(TimeSpan.FromDays(30));
    }

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task It_is_queried_and_audited_before_it_is_converted()
    {
        Assert.Equal(Old, Query(Rows));
        Assert.Equal(["a|5", "b|2", "c|NULL"], Query("SELECT orderid, value FROM orders_current ORDER BY 1"));
        Assert.Equal(["b"], Query("SELECT orderid FROM orders WHERE lastchange = timestamp '2026-11-19 10:00:00'"));
        Assert.Empty(Query("SELECT * FROM \"orders$files\""));
        var status = await lake.StatusAsync();
        Assert.True(status.IsConserved, string.Join('\n', status.Differences));
        Assert.Equal((3, 4), (Assert.Single(status.Datasets).FilesWithoutLog, status.Datasets[0].ConsumableRows));
    }

    [Fact]
    public async Task Nothing_of_it_is_done_again()
    {
        Assert.Equal(0, (await lake.IngestAsync()).Arrivals);
        Assert.Empty(await lake.PartitionAsync());
        Assert.Equal(Old, Query(Rows));
    }

    [Fact]
    public async Task The_first_hour_converts_it_and_inserts_only_what_it_does_not_hold()
    {
        await InsertAsync();
        Assert.Equal(
            [.. Old, "d|7|2026-11-21T10:00:00|NULL|NULL|21|orders/3#2"],
            Query(Rows));
        Assert.Equal(["CONVERT", "MERGE"], Query("SELECT operation FROM \"orders$history\" ORDER BY version"));
        Assert.Equal(Old, Query(Rows, new AsOf(0, null)));
        await AssertConvertedAsync();
        Assert.Empty(await lake.PartitionAsync());
    }

    [Fact]
    public async Task Its_hour_done_again_inserts_nothing()
    {
        var redone = Assert.Single(await lake.PartitionAsync("2026112714")).Finished!;
        Assert.Equal((6, 4, 2), (redone.Rows, redone.Written, redone.Duplicates));
        Assert.Equal(Old, Query(Rows));
        await AssertConvertedAsync();
    }

    [Fact]
    public async Task A_rebuild_of_it_finds_the_same_rows()
    {
        await using (var open = lake.Open())
        {
            Assert.True((await open.VerifyAsync(open.Catalog.Find("orders")!, new(), Test.Token)).IsEqual);
            await open.RebuildAsync(open.Catalog.Find("orders")!, new(), Test.Token);
        }

        Assert.Equal(Old, Query(Rows));
        await AssertConvertedAsync();
    }

    [Theory]
    [InlineData("before the log's folder is made", false)]
    [InlineData("before the commit is in it", true)]
    public async Task A_conversion_that_was_cut_short_before_its_commit_has_not_been(string cut, bool hasFolder)
    {
        Assert.NotEmpty(cut);
        if (hasFolder) Directory.CreateDirectory(lake.PathOf("consumable_tables/orders/_delta_log"));
        Directory.CreateDirectory(lake.PathOf("_state/writing"));
        await File.WriteAllTextAsync(lake.PathOf("_state/writing/half"), "{\"commitInfo\":", Test.Token);
        Assert.Equal(Old, Query(Rows));
        Assert.Equal(3, Assert.Single((await lake.StatusAsync()).Datasets).FilesWithoutLog);
        await InsertAsync();
        await AssertConvertedAsync();
    }

    [Fact]
    public async Task A_conversion_that_was_cut_short_after_its_commit_is_a_table_with_the_old_rows()
    {
        await using (var open = lake.Open())
        {
            var tables = new LakeTables(new FileObjectStore(lake.Root, syncsWriters: false), lake.Time);
            Assert.NotNull(await tables.OpenAsync(open.Catalog.Find("orders")!, Test.Token));
        }

        Assert.Equal(Old, Query(Rows));
        await AssertConvertedAsync();
        Assert.Equal(["b"], Query("SELECT orderid FROM orders WHERE lastchange = timestamp '2026-11-19 10:00:00'"));
        Assert.Equal(
            ["a|2026-11-18T10:00:00.123Z|1", "a|2026-11-20T10:00:00.000Z|1", "b|2026-11-19T10:00:00.000Z|2"],
            Query("SELECT lower_bounds['orderid'], lower_bounds['lastchange'], record_count FROM \"orders$files\" ORDER BY ALL"));
        await InsertAsync();
        Assert.Equal(5, Query(Rows).Length);
        await AssertConvertedAsync();
    }

    private async Task InsertAsync()
    {
        lake.Drop("orders/3", Contracts.Order("b", "2026-11-19T10:00:00Z", 2, ",\"CreationDate\":\"2026-11-01T00:00:00Z\"") + "\n" + Contracts.Order("d", "2026-11-21T10:00:00Z", 7));
        await lake.IngestAsync();
        var hour = Assert.Single(await lake.PartitionAsync()).Finished!;
        Assert.Equal((2, 1, 1), (hour.Rows, hour.Written, hour.Duplicates));
    }

    private async Task AssertConvertedAsync()
    {
        var status = await lake.StatusAsync();
        Assert.True(status.IsConserved, string.Join('\n', status.Differences));
        Assert.Equal(0, Assert.Single(status.Datasets).FilesWithoutLog);
    }

    private string[] Query(string sql, AsOf? asOf = null)
    {
        using var reader = LakeReader.Open(lake.Root, LakeViewSet.Empty(lake.Catalog), new EngineOptions());
        return QueryLake.Query(reader, sql, asOf);
    }
}
