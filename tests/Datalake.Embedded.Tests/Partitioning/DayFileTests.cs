using Datalake.Embedded.Parquet.Reading;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class DayFileTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public void A_file_of_too_many_rows_is_cut_into_files_of_about_one_size_with_the_same_rows_in_order()
    {
        var random = new Random(TestSeed.Next());
        for (var round = 0; round < 200; round++)
        {
            var runs = Enumerable.Range(0, random.Next(1, 9))
                .Select(file => new RowRun(file, random.Next(1, 20), random.Next(100)))
                .ToList();
            var limit = random.Next(1, 30);

            var files = new DayFile(new DateOnly(2026, 11, 19), 0, runs).Split(limit).ToList();

            Assert.Equal(Rows(runs), files.SelectMany(file => Rows(file.Runs)));
            Assert.Equal(Enumerable.Range(0, files.Count), files.Select(file => file.Number));
            Assert.All(files, file => Assert.InRange(file.Rows, 1, limit));
            Assert.InRange(files.Max(file => file.Rows) - files.Min(file => file.Rows), 0, 1);
        }

        static IEnumerable<(int, long)> Rows(IEnumerable<RowRun> runs) =>
            runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(row => (run.File, run.First + row)));
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
