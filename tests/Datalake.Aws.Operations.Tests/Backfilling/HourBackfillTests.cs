using Datalake.Aws.Operations.Backfilling;
using Datalake.Aws.Testing;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Tests.Backfilling;

public sealed class HourBackfillTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Completion_markers_of_the_range_are_removed_and_the_hours_are_due()
    {
        using var test = await TestStack.CreateAsync(moto);
        foreach (var hour in (string[])["2026112008", "2026112009", "2026112010", "2026112011"])
            await MakeAsync(test, hour, marked: hour != "2026112010");
        var outcomes = await RunAsync(test, "2026112009", "2026112011", dryRun: true);
        Assert.Equal(4 - 1, (await MarkedAsync(test)).Count);
        Assert.Equal(["Reopened", "AlreadyDue", "Reopened"], outcomes.Select(outcome => outcome.Result.ToString()));

        await RunAsync(test, "2026112009", "2026112011");
        Assert.Equal(["2026112008"], await MarkedAsync(test));
        Assert.Equal(
            ["2026112009 AlreadyDue", "2026112010 AlreadyDue", "2026112011 AlreadyDue"],
            (await RunAsync(test, "2026112009", "2026112012")).Select(outcome => $"{outcome.Hour} {outcome.Result}")
        );
    }

    [Fact]
    public async Task An_hour_whose_stage_files_have_expired_is_left_since_a_run_could_not_count_its_rows()
    {
        using var test = await TestStack.CreateAsync(moto);
        await MakeAsync(test, "2026112008", marked: true);
        await MakeAsync(test, "2026112009", marked: true);
        await test.Lake.DeleteAsync(Files("2026112008")[0], Cancellation);
        foreach (var file in Files("2026112009")) await test.Lake.DeleteAsync(file, Cancellation);
        var outcomes = await RunAsync(test, "2026112008", "2026112009");
        Assert.All(outcomes, outcome => Assert.Equal(HourBackfillResult.Left, outcome.Result));
        Assert.Contains(
            "1 of the 2 stage files that this hour was made of are gone: stage/carts/", outcomes[0].Reason, StringComparison.Ordinal);
        Assert.Contains("no stage file any more", outcomes[1].Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await MarkedAsync(test)).Count);
    }

    [Fact]
    public async Task A_range_crosses_days_and_an_unknown_dataset_is_reported()
    {
        using var test = await TestStack.CreateAsync(moto);
        await MakeAsync(test, "2026112023", marked: true);
        await MakeAsync(test, "2026112100", marked: true);
        Assert.Equal(2, (await RunAsync(test, "2026112022", "2026112101")).Count);
        Assert.Empty(await MarkedAsync(test));
        var failure = await Assert.ThrowsAsync<OperationException>(async () =>
            await new HourBackfill(test.Lake, await test.LoadAsync()).RunAsync("nope", default, default, false, Cancellation)
        );
        Assert.True(failure.IsUsage);
    }

    private static async Task<IReadOnlyList<HourBackfillOutcome>> RunAsync(
        TestStack test,
        string first,
        string last,
        bool dryRun = false
    ) => await new HourBackfill(test.Lake, await test.LoadAsync()).RunAsync("carts", Hour(first), Hour(last), dryRun, Cancellation);

    private static async Task<IReadOnlyList<string>> MarkedAsync(TestStack test) =>
        [.. (await new CompletionMarkers(test.Lake).ListAsync("carts", Cancellation)).Order().Select(hour => hour.ToString())];

    private static async Task MakeAsync(TestStack test, string hour, bool marked)
    {
        foreach (var file in Files(hour)) await test.PutAsync(file, "parquet");
        if (marked) await new CompletionMarkers(test.Lake).PutAsync(Markers.Of(hour, files: Files(hour)), Cancellation);
    }

    private static string[] Files(string hour) =>
        [LakeKeys.Stage("carts", Hour(hour)) + "a.parquet", LakeKeys.Stage("carts", Hour(hour)) + "b.parquet"];

    private static IngestionHour Hour(string text) =>
        IngestionHour.TryParse(text, out var hour) ? hour : throw new ArgumentException(text, nameof(text));
}
