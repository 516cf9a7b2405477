using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

/// <summary>A lake whose tables were made before they were Delta: a folder for each ingestion hour, timestamps without a zone.</summary>
public sealed class OldTableTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task It_is_read_and_audited_as_it_is()
    {
        await MakeOldAsync();
        await using (var open = lake.Open())
        {
            using var reader = LakeReader.Open(lake.Root, LakeViewSet.Empty(open.Catalog), new EngineOptions());
            Assert.Equal(
                ["a|2026-11-19T10:00:00|19", "b|2026-11-18T10:00:00|18"],
                QueryLake.Query(reader, "SELECT orderid, lastchange, day FROM orders ORDER BY orderid"));
        }

        var status = await lake.StatusAsync();
        Assert.True(status.IsConserved, string.Join('\n', status.Differences));
        Assert.Equal(2, Assert.Single(status.Datasets).ConsumableRows);
    }

    [Fact]
    public async Task The_first_run_names_its_files_in_a_log_and_adds_only_what_is_new()
    {
        var old = await MakeOldAsync();
        lake.Time.Advance(TimeSpan.FromHours(1));
        lake.Drop("orders/2", Contracts.Order("a", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("c", "2026-11-19T11:00:00Z"));
        await lake.IngestAsync();

        var outcome = Assert.Single(await lake.PartitionAsync());

        Assert.Equal((2, 1, 1), (outcome.Finished!.Rows, outcome.Finished.Written, outcome.Finished.Duplicates));
        Assert.Equal(3, lake.ConsumableFiles().Count);
        Assert.Subset(lake.ConsumableFiles().ToHashSet(StringComparer.Ordinal), old.ToHashSet(StringComparer.Ordinal));
        Assert.True((await lake.StatusAsync()).IsConserved);
        await using var open = lake.Open();
        using var reader = LakeReader.Open(lake.Root, LakeViewSet.Empty(open.Catalog), new EngineOptions());
        Assert.Equal(["a|19", "b|18", "c|19"], QueryLake.Query(reader, "SELECT orderid, day FROM orders ORDER BY orderid"));
        Assert.Equal(["a", "b"], QueryLake.Query(reader, "SELECT orderid FROM orders ORDER BY orderid", new AsOf(0, null)));
    }

    [Fact]
    public async Task Compaction_and_rebuild_leave_the_old_folders_behind()
    {
        await MakeOldAsync();
        await using (var open = lake.Open())
        {
            var orders = open.Catalog.Find("orders")!;
            var report = await open.RebuildAsync(orders, new RebuildOptions(), Test.Token);
            Assert.Equal((2, 2, 2), (report.StageRows, report.Rows, report.RowsBefore));
            Assert.True((await open.VerifyAsync(orders, new RebuildOptions(), Test.Token)).IsEqual);
        }

        Assert.DoesNotContain(lake.ConsumableFiles(), file => file.Contains("ingestion=", StringComparison.Ordinal));
        Assert.Equal(["{'orderid': a}", "{'orderid': b}"], lake.Consumable("orderid"));
    }

    [Fact]
    public async Task Verify_finds_what_the_table_lacks_what_it_should_not_have_and_what_it_has_twice()
    {
        await MakeOldAsync(extra: "UNION ALL SELECT * REPLACE ('z' AS orderid) FROM t UNION ALL SELECT * FROM t WHERE orderid = 'a'", lost: "b");
        await using var open = lake.Open();
        var found = await open.VerifyAsync(open.Catalog.Find("orders")!, new RebuildOptions(), Test.Token);
        Assert.False(found.IsEqual);
        Assert.Equal(
            [
                new DayComparison(new DateOnly(2026, 11, 18), 1, 0, 1, 0, 0, 0),
                new DayComparison(new DateOnly(2026, 11, 19), 1, 3, 0, 1, 0, 1),
            ],
            found.Days);
    }

    private async Task<List<string>> MakeOldAsync(string extra = "", string lost = "-")
    {
        lake.Drop("orders/1", Contracts.Order("a", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("b", "2026-11-18T10:00:00Z"));
        await lake.IngestAsync();
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        var stage = ParquetSql.Quote(lake.PathOf(Assert.Single(lake.StageFiles())));
        Directory.Delete(lake.PathOf("consumable_tables/orders"), recursive: true);
        var files = new List<string>();
        foreach (var day in new[] { 18, 19 })
        {
            var file = $"consumable_tables/orders/year=2026/month=11/day={day}/ingestion=2026112009/part-00000.parquet";
            Directory.CreateDirectory(Path.GetDirectoryName(lake.PathOf(file))!);
            ParquetSql.Ask(
                $"COPY (WITH t AS (SELECT * REPLACE (lastchange::TIMESTAMP AS lastchange, creationdate::TIMESTAMP AS creationdate, " +
                $"_ingested_at::TIMESTAMP AS _ingested_at) FROM read_parquet({stage}, hive_partitioning = false) " +
                $"WHERE day(lastchange) = {day} AND orderid <> '{lost}') SELECT * FROM t {extra}) " +
                $"TO {ParquetSql.Quote(lake.PathOf(file))} (FORMAT parquet)");
            files.Add(file);
        }

        return files;
    }
}
