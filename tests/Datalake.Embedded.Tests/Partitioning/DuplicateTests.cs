using Datalake.Embedded.Tests.Checking;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class DuplicateTests : IDisposable
{
    private const string Columns = "orderid, value, ingestion";

    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task The_same_change_is_kept_once_within_an_hour_across_files()
    {
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z") + "\n" + Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z"));

        var mark = await RunAsync("2026112009");

        Assert.Equal((3, 1, 2), (mark.Rows, mark.Written, mark.Duplicates));
        Assert.Equal(["{'orderid': a, 'value': 1, 'ingestion': 2026112009}"], lake.Consumable(Columns));
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
            ["{'orderid': a, 'value': 1, 'ingestion': 2026112009}", "{'orderid': b, 'value': 1, 'ingestion': 2026112009}"],
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
            Assert.Equal(["{'orderid': a, 'value': 1, 'ingestion': 2026112008}"], lake.Consumable(Columns));
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
        var before = Bytes("ingestion=2026112008");
        await RunAsync("2026112009");

        Assert.Equal(before, Bytes("ingestion=2026112008"));
        Assert.Equal(
            [
                "{'orderid': a, 'value': 1, 'year': 2026, 'month': 11, 'day': 19, 'ingestion': 2026112008}",
                "{'orderid': a, 'value': 7, 'year': 2026, 'month': 11, 'day': 18, 'ingestion': 2026112009}",
                "{'orderid': b, 'value': 1, 'year': 2026, 'month': 11, 'day': 18, 'ingestion': 2026112008}",
            ],
            lake.Consumable("orderid, value" + TestLake.PartitionColumns));
    }

    [Fact]
    public async Task Running_an_hour_again_gives_the_same_files_byte_for_byte()
    {
        for (var i = 0; i < 50; i++) await TakeAsync(9, Contracts.Order($"{i * 7 % 50}", $"2026-11-{10 + i % 5}T10:00:00Z", i));
        await RunAsync("2026112009");
        var before = Bytes("");
        await RunAsync("2026112009");
        Assert.Equal(before, Bytes(""));
        Assert.Equal(5, before.Count);
    }

    [Fact]
    public async Task A_day_that_has_lost_all_its_rows_loses_its_folder()
    {
        await TakeAsync(9, Contracts.Order("a", "2026-11-19T10:00:00Z"));
        await TakeAsync(8, Contracts.Order("b", "2026-11-19T10:00:00Z"));
        await RunAsync("2026112009");
        await RunAsync("2026112008");
        foreach (var file in lake.StageFiles().Where(file => file.Contains("hour=09", StringComparison.Ordinal)))
            File.Delete(lake.PathOf(file));
        File.Delete(lake.PathOf("_state/finished/orders/2026112009.json"));
        await TakeAsync(9, Contracts.Order("c", "2026-11-17T10:00:00Z"));
        await RunAsync("2026112009");

        Assert.Equal(
            [
                "consumable_tables/orders/year=2026/month=11/day=17/ingestion=2026112009/part-00000.parquet",
                "consumable_tables/orders/year=2026/month=11/day=19/ingestion=2026112008/part-00000.parquet",
            ],
            lake.ConsumableFiles());
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

    private Dictionary<string, string> Bytes(string part) =>
        lake.ConsumableFiles().Where(file => file.Contains(part, StringComparison.Ordinal))
            .ToDictionary(
                file => file,
                file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(lake.PathOf(file))))
            );
}
