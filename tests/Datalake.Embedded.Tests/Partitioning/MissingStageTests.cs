using Datalake.Embedded.Tests.Checking;
using Datalake.Partitioning;

namespace Datalake.Embedded.Tests.Partitioning;

/// <summary>
/// A run replaces all rows that an hour wrote by what its stage files hold now, so it must not run when some of these files are gone.
/// </summary>
public sealed class MissingStageTests : IDisposable
{
    private const string Hour = "2026112009";

    private readonly TestLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_named_hour_is_refused_when_a_stage_file_is_gone_and_its_rows_stay()
    {
        await TakeAsync("a");
        await TakeAsync("b");
        await FinishAsync();
        var gone = lake.StageFiles()[0];
        File.Delete(lake.PathOf(gone));

        var outcome = Assert.Single(await lake.PartitionAsync(Hour));

        Assert.Null(outcome.Finished);
        Assert.Contains("Dataset orders, hour 2026112009: 1 of the 2 stage files", outcome.Failure, StringComparison.Ordinal);
        Assert.Contains(gone, outcome.Failure, StringComparison.Ordinal);
        Assert.Contains("_state/finished/orders/2026112009.json", outcome.Failure, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], lake.Consumable("orderid").Select(Id));
        Assert.Equal(["_state/finished/orders/2026112009.json"], lake.Files("_state/finished"));
    }

    [Fact]
    public async Task A_named_hour_is_refused_when_all_its_stage_files_are_gone()
    {
        await TakeAsync("a");
        await FinishAsync();
        File.Delete(lake.PathOf(Assert.Single(lake.StageFiles())));

        Assert.Contains("1 of the 1 stage files", Assert.Single(await lake.PartitionAsync(Hour)).Failure, StringComparison.Ordinal);
        Assert.Equal(["a"], lake.Consumable("orderid").Select(Id));
    }

    [Fact]
    public async Task An_hour_that_a_late_file_opens_again_is_refused_too()
    {
        await TakeAsync("a");
        await FinishAsync();
        var gone = Assert.Single(lake.StageFiles());
        var held = await File.ReadAllBytesAsync(lake.PathOf(gone), Test.Token);
        File.Delete(lake.PathOf(gone));
        await TakeAsync("b");

        Assert.Contains(gone, Assert.Single(await FinishAsync()).Failure, StringComparison.Ordinal);
        Assert.Equal(["a"], lake.Consumable("orderid").Select(Id));

        await File.WriteAllBytesAsync(lake.PathOf(gone), held, Test.Token);
        Assert.Null(Assert.Single(await FinishAsync()).Failure);
        Assert.Equal(["a", "b"], lake.Consumable("orderid").Select(Id));
    }

    [Fact]
    public async Task Without_its_completion_marker_the_hour_runs_with_what_is_there_and_the_rows_of_before_stay()
    {
        await TakeAsync("a");
        await TakeAsync("b");
        await FinishAsync();
        File.Delete(lake.PathOf(lake.StageFiles()[0]));
        File.Delete(lake.PathOf("_state/finished/orders/2026112009.json"));

        Assert.Null(Assert.Single(await lake.PartitionAsync(Hour)).Failure);
        Assert.Equal(["a", "b"], lake.Consumable("orderid").Select(Id));
    }

    private async Task TakeAsync(string id)
    {
        lake.Time.Now = new TestTime("2026-11-20T09:30:00Z").Now;
        lake.Drop($"orders/{id}", Contracts.Order(id, "2026-11-19T10:00:00Z"));
        Assert.Equal(0, (await lake.IngestAsync()).Quarantined);
    }

    private Task<IReadOnlyList<HourOutcome>> FinishAsync()
    {
        lake.Time.Now = new TestTime("2026-11-20T10:10:00Z").Now;
        return lake.PartitionAsync(new PartitionRequest());
    }

    private static string Id(string row) => row["{'orderid': ".Length..^1];
}
