using Datalake.Embedded.Tests.Checking;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Partitioning;

public sealed class DueHourTests : IDisposable
{
    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task An_hour_is_due_once_it_is_over()
    {
        await TakeAsync("2026-11-20T09:30:00Z", "a");
        Assert.Empty(await RunAsync());
        lake.Time.Now = At("2026-11-20T09:59:59.999Z");
        Assert.Empty(await RunAsync());
        lake.Time.Now = At("2026-11-20T10:00:00Z");
        Assert.Equal(["2026112009"], await RunAsync());
        Assert.Empty(await RunAsync());
    }

    [Fact]
    public async Task An_open_hour_is_taken_when_asked_for_and_is_due_again_with_more()
    {
        await TakeAsync("2026-11-20T09:30:00Z", "a");
        Assert.Equal(["2026112009"], await RunAsync(new PartitionRequest { IncludeOpen = true }));
        await TakeAsync("2026-11-20T09:40:00Z", "b");
        lake.Time.Now = At("2026-11-20T10:10:00Z");
        Assert.Equal(["2026112009"], await RunAsync());
        Assert.Equal(["a", "b"], lake.Consumable("orderid").Select(Id));
    }

    [Fact]
    public async Task Hours_are_done_oldest_first_across_days_and_years()
    {
        foreach (
            var time in new[]
            {
                "2026-11-20T09:30:00Z",
                "2025-12-31T23:10:00Z",
                "2026-11-20T10:10:00Z",
                "2026-02-01T00:00:00Z",
                "2026-01-31T23:59:00Z",
            }
        )
            await TakeAsync(time, time[..13]);
        lake.Time.Now = At("2026-11-21T00:00:00Z");
        Assert.Equal(["2025123123", "2026013123", "2026020100", "2026112009", "2026112010"], await RunAsync());
    }

    [Fact]
    public async Task One_hour_alone_is_done_when_named_whether_it_is_done_already_or_not()
    {
        await TakeAsync("2026-11-20T08:30:00Z", "a");
        await TakeAsync("2026-11-20T09:30:00Z", "b");
        var nine = new PartitionRequest { Hour = TestLake.Hour("2026112009") };
        Assert.Equal(["2026112009"], await RunAsync(nine));
        Assert.Equal(["2026112009"], await RunAsync(nine));
        Assert.Equal(["b"], lake.Consumable("orderid").Select(Id));
        Assert.Empty(await RunAsync(new PartitionRequest { Hour = TestLake.Hour("2026112007") }));
    }

    [Fact]
    public async Task A_late_file_opens_its_hour_again_for_48_hours_and_not_longer()
    {
        await TakeAsync("2026-11-20T09:30:00Z", "a");
        lake.Time.Now = At("2026-11-20T10:10:00Z");
        Assert.Single(await RunAsync());

        await TakeAsync("2026-11-20T09:31:00Z", "b");
        lake.Time.Now = At("2026-11-22T09:59:59Z");
        Assert.Equal(["2026112009"], await RunAsync());
        await TakeAsync("2026-11-22T08:30:00Z", "later");
        lake.Time.Now = At("2026-11-22T10:00:00Z");
        Assert.Equal(["2026112208"], await RunAsync());
        await TakeAsync("2026-11-20T09:32:00Z", "c");
        lake.Time.Now = At("2026-11-22T10:00:01Z");
        Assert.Empty(await RunAsync());
        Assert.Equal(["a", "b", "later"], lake.Consumable("orderid").Select(Id));
        Assert.Contains("late-file", (await lake.StatusAsync()).Differences.Select(difference => difference.Rule));
        Assert.Single(await RunAsync(new PartitionRequest { LookBack = TimeSpan.FromDays(30) }));
        Assert.Equal(["a", "b", "c", "later"], lake.Consumable("orderid").Select(Id));
    }

    [Fact]
    public async Task Stage_files_that_a_crash_left_unseen_in_a_complete_hour_are_inserted_after_a_pause_of_any_length()
    {
        await TakeAsync("2026-11-20T09:30:00Z", "a");
        await RunAsync(new PartitionRequest { IncludeOpen = true });
        await TakeAsync("2026-11-20T09:31:00Z", "b");

        lake.Time.Now = At("2026-12-24T10:10:00Z");
        Assert.Empty((await lake.StatusAsync()).Differences);
        Assert.Equal(["2026112009"], await RunAsync());

        Assert.Equal(["a", "b"], lake.Consumable("orderid").Select(Id));
        Assert.Empty(await RunAsync());
    }

    [Fact]
    public async Task Hours_whose_folders_are_empty_or_named_otherwise_are_not_due()
    {
        await TakeAsync("2026-11-20T09:30:00Z", "a");
        foreach (var folder in new[] { "ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour=08", "ingestion_year=2026/other", "x" })
            Directory.CreateDirectory(lake.PathOf($"stage/orders/{folder}"));
        lake.Time.Now = At("2026-11-20T10:10:00Z");

        Assert.Equal(["2026112009"], await RunAsync());
    }

    [Fact]
    public async Task An_hour_that_was_never_finished_is_due_however_old_it_is()
    {
        await TakeAsync("2024-11-20T09:30:00Z", "a");
        lake.Time.Now = At("2026-11-20T10:10:00Z");
        Assert.Equal(["2024112009"], await RunAsync());
    }

    [Fact]
    public async Task A_corrupt_stage_file_fails_its_hour_and_no_other()
    {
        await TakeAsync("2026-11-20T08:30:00Z", "a");
        await TakeAsync("2026-11-20T09:30:00Z", "b");
        await TakeAsync("2026-11-20T10:30:00Z", "c");
        var corrupt = lake.PathOf(lake.StageFiles()[1]);
        var bytes = await File.ReadAllBytesAsync(corrupt, Test.Token);
        await File.WriteAllBytesAsync(corrupt, bytes[..(bytes.Length / 2)], Test.Token);
        lake.Time.Now = At("2026-11-20T12:00:00Z");

        var outcomes = await lake.PartitionAsync(new PartitionRequest());

        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.Failure is null));
        Assert.Contains("Dataset orders, hour 2026112009: ", outcomes[1].Failure, StringComparison.Ordinal);
        Assert.Equal(["_state/finished/orders/2026112008.json", "_state/finished/orders/2026112010.json"], lake.Files("_state/finished"));
        Assert.Equal(["a", "c"], lake.Consumable("orderid").Select(Id));

        await File.WriteAllBytesAsync(corrupt, bytes, Test.Token);
        Assert.Equal(["2026112009"], await RunAsync());
        Assert.Equal(["a", "b", "c"], lake.Consumable("orderid").Select(Id));
    }

    [Fact]
    public async Task An_hour_that_cannot_be_put_in_place_gets_no_mark()
    {
        await TakeAsync("2026-11-20T08:30:00Z", "a");
        await TakeAsync("2026-11-20T09:30:00Z", "b");
        var inTheWay = lake.PathOf("consumable_tables/orders/year=2026/month=11/day=19");
        Directory.CreateDirectory(Path.GetDirectoryName(inTheWay)!);
        await File.WriteAllTextAsync(inTheWay, "no folder", Test.Token);
        lake.Time.Now = At("2026-11-20T12:00:00Z");

        Assert.All(await lake.PartitionAsync(new PartitionRequest()), outcome => Assert.NotNull(outcome.Failure));
        Assert.Empty(lake.Files("_state/finished"));

        File.Delete(inTheWay);
        Assert.Equal(2, (await RunAsync()).Count);
        Assert.Equal(["a", "b"], lake.Consumable("orderid").Select(Id));
    }

    [Fact]
    public async Task A_mark_that_cannot_be_read_counts_as_none()
    {
        await TakeAsync("2026-11-20T08:30:00Z", "a");
        lake.Time.Now = At("2026-11-20T12:00:00Z");
        await RunAsync();
        await File.WriteAllTextAsync(lake.PathOf("_state/finished/orders/2026112008.json"), "{\"dataset\":", Test.Token);

        Assert.Equal(["2026112008"], await RunAsync());
        Assert.Empty(await RunAsync());
    }

    [Fact]
    public async Task Only_the_named_dataset_is_done()
    {
        lake.SetContract(Contracts.Prices);
        lake.Drop("prices/1.csv", "sku,price,changed\np,1.5,2026-11-19T00:00:00Z\n");
        await TakeAsync("2026-11-20T08:30:00Z", "a");
        lake.Time.Now = At("2026-11-20T12:00:00Z");

        var outcome = Assert.Single(await lake.PartitionAsync(new PartitionRequest { Dataset = "prices" }));

        Assert.Equal("prices", outcome.Due.Dataset.Name);
        Assert.Empty(lake.ConsumableFiles());
        Assert.Single(lake.Consumable("sku", "prices"));
    }

    private async Task TakeAsync(string time, string id)
    {
        lake.Time.Now = At(time);
        lake.Drop($"orders/{id}", Contracts.Order(id, "2026-11-19T10:00:00Z"));
        Assert.Equal(0, (await lake.IngestAsync()).Quarantined);
    }

    private async Task<List<string>> RunAsync(PartitionRequest? request = null)
    {
        var outcomes = await lake.PartitionAsync(request ?? new PartitionRequest());
        Assert.All(outcomes, outcome => Assert.Null(outcome.Failure));
        return [.. outcomes.Select(outcome => outcome.Due.Hour.ToString())];
    }

    private static DateTimeOffset At(string time) => new TestTime(time).Now;

    private static string Id(string row) => row["{'orderid': ".Length..^1];
}
