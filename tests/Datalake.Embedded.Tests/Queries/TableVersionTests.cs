using Datalake.Embedded.Queries;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Tests.Checking;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Tests.Queries;

public sealed class TableVersionTests : IDisposable
{
    private readonly QueryLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_query_never_sees_a_part_of_what_an_hour_brings()
    {
        // Many days make many files; one more order each time makes the rows of before and after differ.
        var days = Enumerable
            .Range(0, 40)
            .Select(day => $$"""{"id":"{{day}}","changed":"{{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd}}T00:00:00Z"}""")
            .ToArray();
        lake.Put("0", days);
        await lake.RunAsync();
        var whole = new HashSet<string> { "40" };
        var writer = Task.Run(async () =>
        {
            for (var run = 1; run <= 6; run++)
            {
                lake.Put($"{run}", [.. days.Select(record => record.Replace("\"id\":\"", $"\"id\":\"{run}-", StringComparison.Ordinal))]);
                lock (whole) whole.Add($"{(run + 1) * 40}");
                await lake.RunAsync();
            }
        }, TestContext.Current.CancellationToken);
        using var reader = lake.Open();
        for (var seen = 0; !writer.IsCompleted || seen == 0; seen++)
        {
            var count = Assert.Single(QueryLake.Query(reader, "SELECT count(*) FROM orders"));
            lock (whole) Assert.Contains(count, whole);
        }

        await writer;
        Assert.Equal(["280"], QueryLake.Query(reader, "SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Rows_are_read_to_their_end_whatever_is_written_meanwhile()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""", """{"id":"b","changed":"2026-01-03T00:00:00Z"}""");
        await lake.RunAsync();
        using var reader = lake.Open();
        using var rows = reader.Query("SELECT id FROM orders", TestContext.Current.CancellationToken);
        Assert.True(rows.Read());
        await using (var open = EmbeddedLake.Open(lake.Options))
            await open.RebuildAsync(open.Catalog.Find("orders")!, new RebuildOptions(), TestContext.Current.CancellationToken);
        Assert.True(rows.Read());
        Assert.False(rows.Read());
    }

    [Fact]
    public async Task A_query_reads_the_version_that_it_is_asked_for()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        await lake.RunAsync();
        lake.Put("2", """{"id":"b","changed":"2026-01-02T00:00:00Z"}""");
        await lake.RunAsync();
        using var reader = lake.Open();
        Assert.Equal(["a"], QueryLake.Query(reader, "SELECT id FROM orders", new AsOf(0, null)));
        Assert.Equal(["a", "b"], QueryLake.Query(reader, "SELECT id FROM orders ORDER BY id", new AsOf(1, null)));
        Assert.Equal(["a"], QueryLake.Query(reader, "SELECT id FROM orders_current", new AsOf(0, null)));
        Assert.Equal(["2"], QueryLake.Query(reader, "SELECT count(*) FROM orders"));
        Assert.Equal(["2"], QueryLake.Query(reader, "SELECT count(*) FROM orders", new AsOf(null, DateTimeOffset.MaxValue)));
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_named()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        await lake.RunAsync();
        using var reader = lake.Open();
        var failure = Assert.Throws<DeltaTableException>(() => QueryLake.Query(reader, "SELECT id FROM orders", new AsOf(7, null)));
        Assert.Contains("7", failure.Message, StringComparison.Ordinal);
        var early = Assert.Throws<DeltaTableException>(
            () => QueryLake.Query(reader, "SELECT id FROM orders", new AsOf(null, DateTimeOffset.UnixEpoch)));
        Assert.Contains("does not reach back to 1970-01-01", early.Message, StringComparison.Ordinal);
    }
}
