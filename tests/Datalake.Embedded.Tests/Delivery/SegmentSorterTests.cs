using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Delivery;

public sealed class SegmentSorterTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Records_that_come_twice_have_a_stage_file_of_their_own_and_the_rest_becomes_the_tables_as_it_is()
    {
        lake.Drop("orders/b", Order("o1", 1) + "\n" + Order("o2", 1));
        lake.Drop("orders/a", Order("o1", 1));
        lake.Drop("orders/c", Order("o1", 1) + "\n" + Order("o1", 7));
        await lake.IngestAsync();

        Assert.Equal(
            ["o1 1 orders/a, o1 7 orders/c#2, o2 1 orders/b#2", "o1 1 orders/b#1, o1 1 orders/c#1"],
            lake.StageFiles().Select(file => ParquetSql.Ask(
                $"SELECT string_agg(orderid || ' ' || value || ' ' || _source, ', ' ORDER BY orderid, value, _source) FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})")[0]));

        var marker = Assert.Single(await lake.PartitionAsync()).Finished!;
        Assert.Equal((5, 3, 2), (marker.Rows, marker.Written, marker.Duplicates));
        var file = Assert.Single(lake.ConsumableFiles());
        Assert.Equal(File.ReadAllBytes(lake.PathOf(lake.StageFiles()[0])), File.ReadAllBytes(lake.PathOf(file)));
        Assert.EndsWith("-s00000.parquet", file, StringComparison.Ordinal);
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task A_few_small_records_have_one_file_whether_they_come_twice_or_not()
    {
        lake.Drop("orders/a", Contracts.Order("o1", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("o1", "2026-11-19T10:00:00Z"));
        await lake.IngestAsync();
        Assert.Single(lake.StageFiles());
    }

    // Large enough for a change date to have files of its own.
    private static string Order(string id, int value) =>
        Contracts.Order(id, "2026-11-19T10:00:00Z", value, $$""","Status":"{{new string('x', 2 << 20)}}" """);
}
