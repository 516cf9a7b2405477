using Datalake.Aws.Operations.Queries;
using Datalake.Aws.Testing;

namespace Datalake.Aws.Operations.Tests.Queries;

public sealed class AthenaQueryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_runs_in_the_workgroup_and_tells_how_it_goes()
    {
        await using var athena = await FakeAthena.StartAsync();
        athena.Script(
            FakeAthena.Execution("QUEUED"), FakeAthena.Execution("RUNNING", 1000, 200), FakeAthena.Execution("SUCCEEDED", 5_000_000, 1500));
        using var client = athena.Client();
        var heard = new Heard();
        var time = new SkippingTime();
        var done = await new AthenaQuery(client, "datalake", time).RunAsync("SELECT 1", "shop", heard, Cancellation);
        Assert.Equal(new AthenaProgress("q-1", "SUCCEEDED", 5_000_000, TimeSpan.FromSeconds(1.5)), done);
        Assert.Equal(["QUEUED", "RUNNING", "SUCCEEDED"], heard.States);
        var start = athena.Calls[0].Request;
        Assert.Equal(
            ("SELECT 1", "datalake", "shop"),
            ((string?)start["QueryString"], (string?)start["WorkGroup"], (string?)start["QueryExecutionContext"]!["Database"])
        );
        Assert.Equal(
            ["StartQueryExecution", "GetQueryExecution", "GetQueryExecution", "GetQueryExecution"],
            athena.Calls.Select(call => call.Operation)
        );
        Assert.True(time.Waits[1] > time.Waits[0]);
    }

    [Fact]
    public async Task Rows_come_page_by_page_with_their_types_and_without_the_header()
    {
        await using var athena = await FakeAthena.StartAsync();
        (string, string)[] columns =
        [
            ("n", "bigint"),
            ("t", "varchar"),
            ("d", "decimal"),
            ("day", "date"),
            ("at", "timestamp"),
            ("ok", "boolean"),
            ("x", "double"),
            ("z", "timestamp with time zone"),
            ("list", "array"),
        ];
        athena.Pages[""] = FakeAthena.Page(
            "p2",
            columns,
            ["n", "t", "d", "day", "at", "ok", "x", "z", "list"],
            ["1", "", "12.30", "2026-11-20", "2026-11-20 09:30:00.123", "true", "1.5E300", "2026-11-20 09:30:00.000 UTC", "[{a=1}]"]);
        athena.Pages["p2"] = FakeAthena.Page(
            "p3",
            columns,
            ["n", null, "12345678901234567890123456789.5", null, "odd", null, "NaN", "2026-11-20 09:30:00.000 Europe/Rome", null]
        );
        athena.Pages["p3"] = FakeAthena.Page(null, columns);
        using var client = athena.Client();
        var (names, rows) = await ReadAsync(new AthenaQuery(client, "w", TimeProvider.System));
        Assert.Equal(columns.Select(column => column.Item1), names);
        Assert.Equal(2, rows.Count);
        Assert.Equal(
            [
                1L,
                "",
                12.30m,
                new DateOnly(2026, 11, 20),
                new DateTime(2026, 11, 20, 9, 30, 0, 123),
                true,
                1.5E300,
                new DateTime(2026, 11, 20, 9, 30, 0, DateTimeKind.Utc),
                "[{a=1}]",
            ],
            rows[0]);
        Assert.Equal(DateTimeKind.Utc, ((DateTime)rows[0][7]!).Kind);
        Assert.Equal(
            ["n", null, "12345678901234567890123456789.5", null, "odd", null, double.NaN, "2026-11-20 09:30:00.000 Europe/Rome", null],
            rows[1]
        );
        Assert.Equal([null, "p2", "p3"], athena.Calls.Select(call => (string?)call.Request["NextToken"]));
    }

    [Fact]
    public async Task A_result_without_a_header_keeps_its_first_row_and_one_that_is_empty_has_its_columns()
    {
        await using var athena = await FakeAthena.StartAsync();
        using var client = athena.Client();
        athena.Pages[""] = FakeAthena.Page(null, [("tab_name", "string")], ["carts"], ["raw_carts"]);
        var (_, tables) = await ReadAsync(new AthenaQuery(client, "w", TimeProvider.System));
        Assert.Equal(["carts", "raw_carts"], tables.Select(row => row[0]));
        athena.Pages[""] = FakeAthena.Page(null, [("n", "bigint")], ["n"]);
        var (names, none) = await ReadAsync(new AthenaQuery(client, "w", TimeProvider.System));
        Assert.Equal(["n"], names);
        Assert.Empty(none);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public async Task A_query_that_fails_tells_what_athena_said_and_whose_fault_it_is(int category, bool usage)
    {
        await using var athena = await FakeAthena.StartAsync();
        athena.Script(
            FakeAthena.Execution("FAILED", reason: "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved", category: category));
        using var client = athena.Client();
        var failure = await Assert.ThrowsAsync<OperationException>(() =>
            new AthenaQuery(client, "w", TimeProvider.System).RunAsync("SELECT x", null, null, Cancellation)
        );
        Assert.Equal("COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved (query q-1)", failure.Message);
        Assert.Equal(usage, failure.IsUsage);
    }

    [Fact]
    public async Task A_query_that_athena_refuses_or_that_somebody_stops_is_told()
    {
        await using var athena = await FakeAthena.StartAsync();
        using var client = athena.Client();
        var query = new AthenaQuery(client, "w", TimeProvider.System);
        athena.Refusal = "Queries of this type are not supported";
        var refused = await Assert.ThrowsAsync<OperationException>(() => query.RunAsync("SELEC", null, null, Cancellation));
        Assert.True(refused.IsUsage);
        Assert.Contains("Queries of this type are not supported", refused.Message, StringComparison.Ordinal);
        athena.Refusal = null;
        athena.Script(FakeAthena.Execution("CANCELLED"));
        var stopped = await Assert.ThrowsAsync<OperationException>(() => query.RunAsync("SELECT 1", null, null, Cancellation));
        Assert.Equal((false, "Query q-1 was cancelled: somebody stopped it."), (stopped.IsUsage, stopped.Message));
    }

    [Fact]
    public async Task Cancelling_stops_the_query_in_athena()
    {
        await using var athena = await FakeAthena.StartAsync();
        athena.Script(FakeAthena.Execution("RUNNING"));
        using var client = athena.Client();
        using var stop = new CancellationTokenSource();
        var running = new AthenaQuery(client, "w", TimeProvider.System).RunAsync("SELECT 1", null, null, stop.Token);
        await athena.Asked.Task.WaitAsync(Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var (operation, request) = athena.Calls[^1];
        Assert.Equal(("StopQueryExecution", "q-1"), (operation, (string?)request["QueryExecutionId"]));
    }

    private static async Task<(IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<object?>> Rows)> ReadAsync(AthenaQuery query)
    {
        var names = new List<string>();
        var rows = new List<IReadOnlyList<object?>>();
        await foreach (var row in query.ReadAsync("q-1", columns => names.AddRange(columns.Select(column => column.Name)), Cancellation))
            rows.Add(row);
        return (names, rows);
    }

    private sealed class Heard : IProgress<AthenaProgress>
    {
        public List<string> States { get; } = [];

        public void Report(AthenaProgress value) => States.Add(value.State);
    }
}
