using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class PieceCutterTests : IDisposable
{
    private readonly TestLake lake = new();
    private readonly TestFolder folder = new();

    public void Dispose()
    {
        lake.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Statements_do_not_grow_with_the_number_of_duplicates()
    {
        await TakeAsync("first", Enumerable.Range(0, 3000));
        await TakeAsync("second", Enumerable.Range(0, 6000).Where(id => id >= 3000 || id % 3 == 0));
        await using var open = lake.Open();
        var engine = new DuckDbEngine(new EngineOptions { Threads = 1 }, folder["scratch"]);
        using var connection = engine.Open();
        var stage = lake.StageFiles().Select(key => TableFile.Open(connection, lake.PathOf(key))).ToArray();
        var plan = new HourPlan(connection, open.Catalog.Find("orders")!, stage);
        plan.ReadKeys();
        plan.DropDuplicates([], takesWhole: false);
        Assert.Equal(1000, plan.Duplicates);

        var pieces = new PieceCutter(connection, PieceSize.Of(stage, engine), stage.Length, 1, folder["rows"]).Cut();

        Assert.Equal(6000, pieces.Sum(piece => piece.Rows));
        Assert.All(pieces.SelectMany(piece => piece.Ranges), range => Assert.True(range.Filter.Length < 400, range.Filter));
    }

    [Fact]
    public async Task Rows_stay_in_order_where_most_of_them_are_duplicates()
    {
        await TakeAsync("first", Enumerable.Range(0, 3000).Where(id => id % 50 != 0));
        await TakeAsync("second", Enumerable.Range(0, 3000));
        var outcome = Assert.Single(await lake.PartitionAsync("2026112009"));
        Assert.Equal((5940, 3000, 2940), (outcome.Finished!.Rows, outcome.Finished.Written, outcome.Finished.Duplicates));

        // The first stage file is the table's as it is; of the second the rest is written.
        var files = lake.ConsumableFiles()
            .Select(file => ParquetSql.Ask($"SELECT orderid FROM read_parquet({ParquetSql.Quote(lake.PathOf(file))})"))
            .ToArray();
        Assert.All(files, ids => Assert.Equal(ids.Order(StringComparer.Ordinal), ids));
        Assert.Equal([60, 2940], files.Select(ids => ids.Count).Order());
        Assert.Equal(Enumerable.Range(0, 3000).Select(id => $"{id:d5}"), files.SelectMany(ids => ids).Order(StringComparer.Ordinal));
    }

    private async Task TakeAsync(string name, IEnumerable<int> ids)
    {
        lake.Drop($"orders/{name}", string.Join('\n', ids.Select(id => Contracts.Order($"{id:d5}", "2026-11-19T10:00:00Z"))));
        Assert.Equal(0, (await lake.IngestAsync()).Quarantined);
    }
}
