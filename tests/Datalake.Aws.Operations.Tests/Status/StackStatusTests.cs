using System.Text.Json.Nodes;
using Datalake.Aws.Operations.Stacks;
using Datalake.Aws.Operations.Status;
using Datalake.Aws.Partitioning;
using Datalake.Aws.Testing;
using Datalake.Partitioning;
using Datalake.Storage;

namespace Datalake.Aws.Operations.Tests.Status;

public sealed class StackStatusTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_that_is_well_has_nothing_to_look_at()
    {
        using var test = await HealthyAsync();
        await FinishAsync(test, "2026112008", Markers.Of("2026112008", 100, 90, 10));
        await FinishAsync(test, "2026112009", Markers.Of("2026112009", 10, 8, 2));
        await FinishAsync(test, "2026110109", Markers.Of("2026110109", 5, 5, 0));
        await StageAsync(test, "2026112010");
        var items = await ReadAsync(test);
        Assert.All(items, item => Assert.Equal((StatusLevel.Ok, (string?)null), (item.Level, item.Message)));
        Assert.Equal(
            (0L, 0L, "2026112009", 10L, 8L, 2L),
            (
                Value(items, "hours_due"),
                Value(items, "hours_overdue"),
                Value(items, "last_hour"),
                Value(items, "last_rows"),
                Value(items, "last_written"),
                Value(items, "last_duplicates")
            )
        );
        Assert.Equal(
            (2L, 110L, 98L, 12L),
            (Value(items, "hours_48h"), Value(items, "rows_48h"), Value(items, "written_48h"), Value(items, "duplicates_48h"))
        );
        Assert.Equal(
            ("ACTIVE", "as declared", "as declared"), (Value(items, "delivery_stream"), Value(items, "raw_table"), Value(items, "table")));
        Assert.Equal((0L, 0L), (Value(items, "quarantine"), Value(items, "undelivered_files")));
        Assert.Equal(
            ["StructCartsData", "submitPartitionRoutineCluster"],
            items.Where(item => item.Figure == "dead_letters").Select(item => item.Subject)
        );
    }

    [Fact]
    public async Task An_empty_stack_without_its_parts_shows_what_is_missing()
    {
        using var test = await TestStack.CreateAsync(moto);
        var description = test.Describe();
        description["deadLetters"] = new JsonObject { ["StructCartsData"] = test.StructureDead + "-gone" };
        await test.PutAsync(StackDescription.Key, description.ToJsonString());
        var items = await ReadAsync(test);
        Assert.Equal(
            ("missing", "missing", "missing"), (Value(items, "delivery_stream"), Value(items, "raw_table"), Value(items, "table")));
        Assert.Equal("missing", Value(items, "dead_letters"));
        Assert.Null(Value(items, "last_hour"));
        Assert.Equal(
            4, items.Count(item => item.Level == StatusLevel.Attention && item.Message!.Contains("pulumi up", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Hours_that_wait_too_long_want_a_person_and_others_do_not()
    {
        using var test = await HealthyAsync();
        await StageAsync(test, "2026112009");
        var items = await ReadAsync(test);
        Assert.Equal((1L, 0L), (Value(items, "hours_due"), Value(items, "hours_overdue")));
        await StageAsync(test, "2026112005");
        items = await ReadAsync(test);
        Assert.Equal((2L, 1L), (Value(items, "hours_due"), Value(items, "hours_overdue")));
        Assert.Contains("the oldest is 2026112005", Single(items, "hours_overdue").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_do_not_add_up_are_an_error()
    {
        using var test = await HealthyAsync();
        await FinishAsync(test, "2026112009", Markers.Of("2026112009", 10, 8, 1));
        var item = Single(await ReadAsync(test), "rows_48h");
        Assert.Equal(StatusLevel.Error, item.Level);
        Assert.Contains("Hour 2026112009 read 10 rows, and wrote 8 and dropped 1 duplicates", item.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quarantine_entries_are_told_from_what_the_streams_could_not_deliver()
    {
        using var test = await HealthyAsync();
        var id = new string('a', 32);
        await test.PutAsync(LakeKeys.Quarantine("carts", new DateOnly(2026, 11, 20), id), "{}");
        await test.PutAsync(LakeKeys.Quarantine("carts", new DateOnly(2026, 11, 20), id.Replace('a', 'b')), "{}");
        await test.PutAsync(LakeKeys.Quarantine("_unclaimed", new DateOnly(2026, 11, 20), id), "{}");
        await test.PutAsync($"quarantine/carts/delivery/format-conversion-failed/2026/11/20/{test.Stream}-1-2026-11-20-09", "x");
        await test.PutAsync("quarantine/elsewhere/2026/11/20/file", "x");
        var items = await ReadAsync(test);
        Assert.Equal((2L, 1L), (Value(items, "quarantine"), Value(items, "undelivered_files")));
        Assert.Equal(1L, items.Single(item => item is { Subject: "_unclaimed", Figure: "quarantine" }).Value);
        Assert.Equal(1L, items.Single(item => item is { Subject: "_delivery", Figure: "undelivered_files" }).Value);
        Assert.Equal(4, items.Count(item => item.Level == StatusLevel.Attention));
    }

    [Fact]
    public async Task Dead_letters_are_counted_for_each_function()
    {
        using var test = await HealthyAsync();
        await test.DieAsync(test.StructureDead, "{}");
        await test.DieAsync(test.StructureDead, "{}");
        var items = (await ReadAsync(test))
            .Where(item => item.Figure == "dead_letters")
            .ToDictionary(item => item.Subject, StringComparer.Ordinal);
        Assert.Equal((2L, StatusLevel.Attention), (items["StructCartsData"].Value, items["StructCartsData"].Level));
        Assert.Equal((0L, StatusLevel.Ok), (items["submitPartitionRoutineCluster"].Value, items["submitPartitionRoutineCluster"].Level));
        Assert.Contains("lake aws redrive --function StructCartsData", items["StructCartsData"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_has_drifted_says_where()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.CreateStreamAsync();
        await test.CreateTableAsync("raw_carts", totalType: "STRING");
        await test.CreateTableAsync("carts", totalType: "BIGINT");
        var items = await ReadAsync(test);
        Assert.Equal("as declared", Value(items, "table"));
        Assert.Equal("differs", Value(items, "raw_table"));
        Assert.Contains("column total is STRING and not bigint", Single(items, "raw_table").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_are_shown_newest_first_and_only_the_last_ones_failure_wants_a_person()
    {
        using var test = await HealthyAsync();
        var cluster = await test.StartClusterAsync();
        var marks = new RunFiles(test.Lake);
        var first = await marks.TryTakeAsync(null, run => Run(run) with { Failure = "EMR did not start cluster x: quota." }, Cancellation);
        var second = await marks.TryTakeAsync(
            first, run => Run(run) with { ClusterId = cluster, Hours = ["carts/2026112008", "carts/2026112009"] }, Cancellation);
        var items = (await ReadAsync(test)).Where(item => item.Area == StatusArea.Run).ToArray();
        Assert.Equal([second!.Run, first!.Run], items.Select(item => item.Subject).Distinct(StringComparer.Ordinal));
        Assert.All(items, item => Assert.Equal(StatusLevel.Ok, item.Level));
        Assert.Equal((2L, cluster, "WAITING"), (Value(items, "hours"), Value(items, "cluster"), Value(items, "cluster_state")));

        await marks.TryTakeAsync(second, run => Run(run) with { Failure = "EMR did not start cluster y: quota." }, Cancellation);
        var last = (await ReadAsync(test)).First(item => item.Figure == "cluster_state");
        Assert.Equal(("not started", StatusLevel.Attention), (last.Value, last.Level));
        Assert.Contains("EMR did not start cluster y: quota.", last.Message, StringComparison.Ordinal);

        await marks.TryTakeAsync(await marks.FindLastAsync(Cancellation), run => Run(run) with { ClusterId = "j-FORGOTTEN" }, Cancellation);
        Assert.Equal(StatusLevel.Ok, (await ReadAsync(test)).First(item => item.Figure == "cluster_state").Level);
    }

    private async Task<TestStack> HealthyAsync()
    {
        var test = await TestStack.CreateAsync(moto);
        await test.CreateStreamAsync();
        await test.CreateTableAsync("raw_carts");
        await test.CreateTableAsync("carts");
        return test;
    }

    private static async Task<IReadOnlyList<StatusItem>> ReadAsync(TestStack test) =>
        await StackStatus.ReadAsync(test.Clients, await test.LoadAsync(), new HalfPastTen(), null, Cancellation);

    private static StatusItem Single(IEnumerable<StatusItem> items, string figure) =>
        items.First(item => item.Figure == figure && item.Subject is not ("_unclaimed" or "_delivery"));

    private static object? Value(IEnumerable<StatusItem> items, string figure) => Single(items, figure).Value;

    private static async Task FinishAsync(TestStack test, string hour, CompletionMarker mark)
    {
        var file = await StageAsync(test, hour);
        await new CompletionMarkers(test.Lake).PutAsync(mark with { StageFiles = [file] }, Cancellation);
    }

    private static async Task<string> StageAsync(TestStack test, string text)
    {
        Assert.True(IngestionHour.TryParse(text, out var hour));
        var file = LakeKeys.Stage("carts", hour) + "a.parquet";
        await test.PutAsync(file, "parquet");
        return file;
    }

    private static RunFile Run(string run) =>
        new()
        {
            Run = run,
            Trigger = "2026112010",
            Token = run,
            StartedAt = new DateTimeOffset(2026, 11, 20, 10, 10, 0, TimeSpan.Zero),
        };

    private sealed class HalfPastTen : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 10, 30, 0, TimeSpan.Zero);
    }
}
