using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class DuplicateTests : IDisposable
{
    private const string Columns = "orderid, value, hour(_ingested_at) AS hour";

    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task The_same_change_is_kept_once_within_an_hour_across_files()
    {
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z"));

        var mark = await RunAsync("2026112009");

        Assert.Equal((3, 1, 2), (mark.Rows, mark.Written, mark.Duplicates));
        Assert.Equal(["{'orderid': a, 'value': 1, 'hour': 9}"], lake.Consumable(Columns));
    }

    [Fact]
    public async Task The_same_change_is_kept_once_across_hours_whichever_ran_first()
    {
        await TakeAsync(8, Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("b", "2026-11-19T10:00:00Z"));

        await RunAsync("2026112009");
        var late = await RunAsync("2026112008");

        Assert.Equal((1, 0, 1), (late.Rows, late.Written, late.Duplicates));
        Assert.Empty(late.Days);
        Assert.Equal(
            ["{'orderid': a, 'value': 1, 'hour': 9}", "{'orderid': b, 'value': 1, 'hour': 9}"],
            lake.Consumable(Columns)
        );
    }

    [Fact]
    public async Task An_hour_that_is_run_again_does_not_lose_to_an_hour_that_lost_to_it()
    {
        await TakeAsync(8, Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z"));
        foreach (var hour in new[] { "2026112008", "2026112009", "2026112008", "2026112009", "2026112008" })
        {
            await RunAsync(hour);
            Assert.Equal(["{'orderid': a, 'value': 1, 'hour': 8}"], lake.Consumable(Columns));
        }
    }

    [Fact]
    public async Task Two_changes_with_one_timestamp_are_both_kept()
    {
        await TakeAsync(8, Contracts.Order("a", "2026-11-19T10:00:00Z", 1) + "\n" + Contracts.Order("a", "2026-11-19T10:00:00Z", 2));
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z", 3));
        await RunAsync("2026112008");
        await RunAsync("2026112009");
        Assert.Equal(3, lake.Consumable(Columns).Count);
    }

    [Fact]
    public async Task The_same_content_for_another_entity_or_moment_is_no_duplicate()
    {
        await TakeAsync(
            9,
            string.Join(
                '\n',
                Contracts.Order("a", "2026-11-19T10:00:00Z"),
                Contracts.Order("b", "2026-11-19T10:00:00Z"),
                Contracts.Order("a", "2026-11-19T10:00:00.000001Z")
            )
        );
        var mark = await RunAsync("2026112009");
        Assert.Equal((3, 3, 0), (mark.Rows, mark.Written, mark.Duplicates));
    }

    [Fact]
    public async Task Late_data_joins_old_days_beside_what_is_there()
    {
        await TakeAsync(8, Contracts.Order("a", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("b", "2026-11-18T10:00:00Z"));
        await TakeAsync(9, Contracts.Order("a", "2026-11-18T10:00:00Z", 7) + "\n" + Contracts.Order("b", "2026-11-18T10:00:00Z"));
        await RunAsync("2026112008");
        var before = Bytes();
        await RunAsync("2026112009");

        Assert.All(before, file => Assert.Equal(file.Value, Bytes()[file.Key]));
        Assert.Equal(
            [
                "{'orderid': a, 'value': 1, 'year': 2026, 'month': 11, 'day': 19}",
                "{'orderid': a, 'value': 7, 'year': 2026, 'month': 11, 'day': 18}",
                "{'orderid': b, 'value': 1, 'year': 2026, 'month': 11, 'day': 18}",
            ],
            lake.Consumable("orderid, value" + TestLake.PartitionColumns));
    }

    [Fact]
    public async Task Running_an_hour_again_brings_nothing_and_makes_no_version()
    {
        for (var i = 0; i < 50; i++) await TakeAsync(9, Contracts.Order($"{i * 7 % 50}", $"2026-11-{10 + i % 5}T10:00:00Z", i));
        var first = await RunAsync("2026112009");
        var (before, log) = (Bytes(), lake.Files("consumable_tables/orders/_delta_log"));
        var second = await RunAsync("2026112009");
        Assert.Equal(before, Bytes());
        Assert.Equal(log, lake.Files("consumable_tables/orders/_delta_log"));
        Assert.Equal((50, 50, 0, 5), (second.Rows, second.Written, second.Duplicates, second.Days.Count));
        Assert.Equal(first.Days, second.Days);
    }

    [Fact]
    public async Task An_hour_that_was_cut_short_before_its_marker_finds_its_own_rows()
    {
        await TakeAsync(8, Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("b", "2026-11-19T10:00:00Z"));
        await RunAsync("2026112008");
        await RunAsync("2026112009");
        File.Delete(lake.PathOf("_state/finished/orders/2026112009.json"));
        await TakeAsync(9, Contracts.Order("c", "2026-11-18T10:00:00Z"));

        var mark = await RunAsync("2026112009");

        Assert.Equal((3, 2, 1), (mark.Rows, mark.Written, mark.Duplicates));
        Assert.Equal(["2026-11-18", "2026-11-19"], mark.Days);
        Assert.True((await lake.StatusAsync()).IsConserved);
    }

    [Fact]
    public async Task A_table_that_is_lost_is_not_begun_again_but_made_again_from_the_stage()
    {
        await TakeAsync(8, Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await RunAsync("2026112008");
        Directory.Delete(lake.PathOf("consumable_tables/orders"), recursive: true);
        await TakeAsync(9, Contracts.Order("b", "2026-11-19T10:00:00Z"));
        var failure = Assert.Single(await lake.PartitionAsync("2026112009")).Failure;
        Assert.Contains("lake rebuild orders", failure, StringComparison.Ordinal);

        lake.Time.Now = new TestTime("2026-11-20T12:00:00Z").Now;
        await using (var open = lake.Open()) await open.RebuildAsync(open.Catalog.Find("orders")!, new RebuildOptions(), Test.Token);
        Assert.Equal(["{'orderid': a}", "{'orderid': b}"], lake.Consumable("orderid"));
        Assert.True((await lake.StatusAsync()).IsConserved);
    }

    [Fact]
    public async Task Rows_stay_when_their_stage_file_is_gone()
    {
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await RunAsync("2026112009");
        File.Delete(lake.PathOf(Assert.Single(lake.StageFiles())));
        File.Delete(lake.PathOf("_state/finished/orders/2026112009.json"));
        await TakeAsync(9, Contracts.Order("c", "2026-11-17T10:00:00Z"));
        await RunAsync("2026112009");
        Assert.Equal(["{'orderid': a}", "{'orderid': c}"], lake.Consumable("orderid"));
    }

    [Fact]
    public async Task The_first_source_is_the_one_that_is_kept()
    {
        lake.Drop("orders/z", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await lake.IngestAsync();
        lake.Time.Advance(TimeSpan.FromMinutes(1));
        lake.Drop("orders/b", Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await lake.IngestAsync();
        await RunAsync("2026112009");
        Assert.Equal(["{'_source': orders/b}"], lake.Consumable("_source"));
    }

    private int number;

    private async Task TakeAsync(int hour, string records)
    {
        lake.Time.Now = new TestTime($"2026-11-20T{hour:d2}:30:00Z").Now;
        lake.Drop($"orders/{++number:d4}", records);
        Assert.Equal(0, (await lake.IngestAsync()).Quarantined);
    }

    private async Task<CompletionMarker> RunAsync(string hour)
    {
        var outcome = Assert.Single(await lake.PartitionAsync(hour));
        Assert.Null(outcome.Failure);
        return outcome.Finished!;
    }

    private Dictionary<string, string> Bytes() => lake.ConsumableFiles().ToDictionary(
        file => file,
        file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(lake.PathOf(file)))),
        StringComparer.Ordinal);
}
