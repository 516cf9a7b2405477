using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class CompactTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task The_small_files_of_a_day_become_one_that_is_sorted_and_no_row_changes()
    {
        for (var hour = 0; hour < 5; hour++) await RunAsync(hour, $"{9 - hour}", "2026-11-19T10:00:00Z");
        await RunAsync(6, "x", "2026-11-18T10:00:00Z");
        var before = lake.Consumable("*");
        Assert.Equal(6, lake.ConsumableFiles().Count);

        var day = Assert.Single(await CompactAsync());

        Assert.Equal((new DateOnly(2026, 11, 19), 5, 1), (day.Day, day.FilesBefore, day.Files));
        Assert.Equal(before, lake.Consumable("*"));
        Assert.Equal(2, lake.ConsumableFiles().Count);
        Assert.Equal(
            ["5", "6", "7", "8", "9"],
            ParquetSql.Ask($"SELECT orderid FROM read_parquet({ParquetSql.Quote(lake.PathOf(lake.ConsumableFiles()[1]))})"));
        Assert.Empty(await CompactAsync());
        Assert.True((await lake.StatusAsync()).IsConserved);
    }

    [Fact]
    public async Task Another_day_is_left_alone_when_one_is_named()
    {
        foreach (var hour in new[] { 1, 2 })
        {
            foreach (var day in new[] { 17, 18 }) await RunAsync(hour, $"{hour}-{day}", $"2026-11-{day}T10:00:00Z");
        }

        Assert.Equal(new DateOnly(2026, 11, 18), Assert.Single(await CompactAsync(new DateOnly(2026, 11, 18))).Day);
        Assert.Equal(3, lake.ConsumableFiles().Count);
    }

    [Fact]
    public async Task The_routine_compacts_a_day_with_many_small_files_by_itself()
    {
        for (var hour = 0; hour < SmallFiles.Allowed; hour++) await RunAsync(hour, $"{hour}", "2026-11-19T10:00:00Z");
        Assert.Equal(SmallFiles.Allowed, lake.ConsumableFiles().Count);
        await RunAsync(SmallFiles.Allowed, "last", "2026-11-19T10:00:00Z");
        Assert.Single(lake.ConsumableFiles());
        Assert.Equal(SmallFiles.Allowed + 1, lake.Consumable("orderid").Count);
    }

    [Fact]
    public async Task Vacuum_deletes_what_no_version_within_the_retention_needs_and_nothing_else()
    {
        await RunAsync(1, "a", "2026-11-19T10:00:00Z");
        await RunAsync(2, "b", "2026-11-19T10:00:00Z");
        await CompactAsync();
        var orphan = lake.PathOf("consumable_tables/orders/year=2026/month=11/day=19/orphan.parquet");
        File.Copy(lake.PathOf(lake.ConsumableFiles()[0]), orphan);
        Assert.Empty(await VacuumAsync(dryRun: false));

        // The files are of today, by the clock of the machine.
        lake.Time.Now = TimeProvider.System.GetUtcNow().AddDays(8);
        Assert.Equal(3, (await VacuumAsync(dryRun: true)).Count);
        Assert.True(File.Exists(orphan));
        Assert.Equal(3, (await VacuumAsync(dryRun: false)).Count);

        Assert.False(File.Exists(orphan));
        Assert.Equal(lake.ConsumableFiles(), lake.Files("consumable_tables").Where(file => file.EndsWith(".parquet", StringComparison.Ordinal)));
        Assert.Equal(["{'orderid': a}", "{'orderid': b}"], lake.Consumable("orderid"));
    }

    private int number;

    private async Task RunAsync(int hour, string id, string changed)
    {
        lake.Time.Now = new TestTime("2026-11-20T00:30:00Z").Now.AddHours(hour);
        lake.Drop($"orders/{++number:d4}", Contracts.Order(id, changed));
        await lake.IngestAsync();
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
    }

    private async Task<IReadOnlyList<CompactedDay>> CompactAsync(DateOnly? day = null)
    {
        await using var open = lake.Open();
        return await open.CompactAsync(open.Catalog.Find("orders")!, day, Test.Token);
    }

    private async Task<IReadOnlyList<Datalake.Storage.StoredObject>> VacuumAsync(bool dryRun)
    {
        await using var open = lake.Open();
        return await open.VacuumAsync(open.Catalog.Find("orders")!, TimeSpan.FromDays(7), dryRun, Test.Token);
    }
}
