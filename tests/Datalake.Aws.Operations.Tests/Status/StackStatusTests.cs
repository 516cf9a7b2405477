using System.Text.Json.Nodes;
using Datalake.Aws.Operations.Stacks;
using Datalake.Aws.Operations.Status;
using Datalake.Aws.Partitioning;
using Datalake.Aws.Testing;
using Datalake.Partitioning;
using Datalake.Storage;
using Datalake.Tables.Delta;

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
        await test.CommitAsync(95);
        await test.CommitAsync(8);
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
        Assert.Equal((1L, 2L, 103L), (Value(items, "table_version"), Value(items, "table_files"), Value(items, "table_rows")));
        Assert.IsType<DateTimeOffset>(Value(items, "table_committed_at"));
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
        Assert.Equal((null, null, 0L), (Value(items, "table_version"), Value(items, "table_committed_at"), Value(items, "table_rows")));
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

    [Theory]
    [InlineData(7, "its log says that it holds 7. A run inserts what is missing", "--hours 2026110109..2026112009")]
    [InlineData(14, "its log says that it holds 14. Another program wrote to it", "_delta_log/")]
    public async Task A_table_that_does_not_hold_what_the_hours_brought_is_an_error(long rows, string difference, string advice)
    {
        using var test = await HealthyAsync();
        await FinishAsync(test, "2026110109", Markers.Of("2026110109", 5, 5, 0));
        await FinishAsync(test, "2026112009", Markers.Of("2026112009", 10, 8, 2));
        await test.CommitAsync(rows);
        var item = Single(await ReadAsync(test), "table_rows");
        Assert.Equal((rows, StatusLevel.Error), (item.Value, item.Level));
        Assert.Contains($"brought 13 rows to the table, and {difference}", item.Message, StringComparison.Ordinal);
        Assert.Contains(advice, item.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_gone_is_an_error()
    {
        using var test = await HealthyAsync();
        await FinishAsync(test, "2026112009", Markers.Of("2026112009", 10, 8, 2));
        Assert.Equal((0L, StatusLevel.Error), (Single(await ReadAsync(test), "table_rows").Value, Single(await ReadAsync(test), "table_rows").Level));
    }

    [Fact]
    public async Task While_an_hour_is_due_the_table_is_not_compared()
    {
        using var test = await HealthyAsync();
        await FinishAsync(test, "2026112008", Markers.Of("2026112008", 10, 8, 2));
        await StageAsync(test, "2026112009");
        await test.CommitAsync(8);
        await test.CommitAsync(30);
        var items = await ReadAsync(test);
        Assert.Equal((1L, 38L), (Value(items, "hours_due"), Value(items, "table_rows")));
        Assert.Equal(StatusLevel.Ok, Single(items, "table_rows").Level);
    }

    [Fact]
    public async Task A_run_that_ends_while_the_hours_are_looked_at_is_no_difference()
    {
        using var test = await HealthyAsync();
        await FinishAsync(test, "2026112008", Markers.Of("2026112008", 10, 8, 2));
        await test.CommitAsync(8);
        var hours = new HourStatus(test.Lake, (await test.LoadAsync()).Catalog, new HalfPastTen());
        var items = await new ConsumableStatus(test.Lake, "carts", new NoCheckpoints(), new HalfPastTen()).ReadAsync(
            async () =>
            {
                await test.CommitAsync(30);
                await FinishAsync(test, "2026112009", Markers.Of("2026112009", 30, 30, 0));
                return await hours.ReadAsync("carts", Cancellation);
            },
            Cancellation);
        Assert.Equal((8L, StatusLevel.Ok), (Single(items, "table_rows").Value, Single(items, "table_rows").Level));
    }

    [Fact]
    public async Task Files_of_which_the_log_says_no_rows_are_not_compared()
    {
        using var test = await HealthyAsync();
        await FinishAsync(test, "2026112009", Markers.Of("2026112009", 10, 8, 2));
        await test.CommitAsync(null);
        var item = Single(await ReadAsync(test), "table_rows");
        Assert.Equal((null, StatusLevel.Ok), (item.Value, item.Level));
    }

    [Fact]
    public async Task A_table_of_the_layout_before_Delta_says_what_makes_it_one()
    {
        using var test = await HealthyAsync();
        await FinishAsync(test, "2026112009", Markers.Of("2026112009", 10, 8, 2));
        await test.PutAsync("consumable_tables/carts/year=2026/month=11/day=20/ingestion=2026112009/a.parquet", "parquet");
        var items = await ReadAsync(test);
        Assert.Equal(("not Delta", StatusLevel.Attention), (Value(items, "table_version"), Single(items, "table_version").Level));
        Assert.Contains("The next run of the partition routine makes them one", Single(items, "table_version").Message, StringComparison.Ordinal);
        Assert.Null(Value(items, "table_rows"));
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_does_not_hide_the_rest()
    {
        using var test = await HealthyAsync();
        await test.CommitAsync(8);
        await test.PutAsync("consumable_tables/carts/_delta_log/00000000000000000000.json", "{");
        var items = await ReadAsync(test);
        Assert.Equal(("unknown", StatusLevel.Attention), (Value(items, "table_version"), Single(items, "table_version").Level));
        Assert.Contains("_delta_log/00000000000000000000.json", Single(items, "table_version").Message, StringComparison.Ordinal);
        Assert.Equal("as declared", Value(items, "table"));
    }

    [Fact]
    public async Task Completion_markers_that_cannot_be_read_are_named_however_old_they_are()
    {
        using var test = await HealthyAsync();
        await test.PutAsync("_state/finished/carts/2026010100.json", "{");
        await FinishAsync(test, "2026112009", Markers.Of("2026112009", 10, 8, 2));
        await test.CommitAsync(30);
        var items = await ReadAsync(test);
        Assert.Contains("2026010100 cannot be read", Single(items, "last_hour").Message, StringComparison.Ordinal);
        Assert.Equal(StatusLevel.Ok, Single(items, "table_rows").Level);
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
        await test.CreateTableAsync("carts", totalType: "BIGINT", isDelta: true);
        var items = await ReadAsync(test);
        Assert.Equal("as declared", Value(items, "table"));
        Assert.Equal("differs", Value(items, "raw_table"));
        Assert.Contains("column total is STRING and not bigint", Single(items, "raw_table").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_whose_folders_Athena_would_list_instead_of_its_log_says_so()
    {
        using var test = await TestStack.CreateAsync(moto);
        await test.CreateStreamAsync();
        await test.CreateTableAsync("raw_carts");
        await test.CreateTableAsync("carts");
        var items = await ReadAsync(test);
        Assert.Equal(("as declared", "differs"), (Value(items, "raw_table"), Value(items, "table")));
        Assert.Contains("it is not declared as a Delta table. Deploy again", Single(items, "table").Message, StringComparison.Ordinal);
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
        await test.CreateTableAsync("carts", isDelta: true);
        return test;
    }

    private static async Task<IReadOnlyList<StatusItem>> ReadAsync(TestStack test) =>
        await StackStatus.ReadAsync(test.Clients, await test.LoadAsync(), new NoCheckpoints(), new HalfPastTen(), null, Cancellation);

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

    // Tables of a few versions have none.
    private sealed class NoCheckpoints : ICheckpointFormat
    {
        public ValueTask<IReadOnlyList<TableAction>> ReadAsync(Stream content, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("There is no checkpoint.");

        public ValueTask WriteAsync(IReadOnlyCollection<TableAction> actions, Stream content, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Status writes nothing.");
    }

    private sealed class HalfPastTen : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 10, 30, 0, TimeSpan.Zero);
    }
}
