using Datalake.Embedded.Queries;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries.Pruning;

/// <summary>Which files a query reads, of ten days with a file each and two orders a day: <c>d1a</c>, <c>d1b</c> and so on.</summary>
public sealed class PrunedFilesTests(PrunedFilesTests.TenDays days) : IClassFixture<PrunedFilesTests.TenDays>
{
    [Theory]
    [InlineData("changed >= timestamp '2026-01-08 00:00:00'", 3)]
    [InlineData("changed > timestamp '2026-01-08 23:00:00'", 2)]
    [InlineData("changed BETWEEN timestamp '2026-01-02' AND timestamp '2026-01-03 08:30:00'", 2)]
    [InlineData("changed >= timestamp '2026-01-02 23:00:00-03:00'", 8)]
    [InlineData("changed > from_iso8601_timestamp('2026-01-09T00:00:00Z')", 2)]
    [InlineData("CAST(changed AS date) = date '2026-01-04'", 1)]
    [InlineData("date(changed) <= date '2026-01-04'", 4)]
    [InlineData("date_trunc('day', changed) = timestamp '2026-01-04'", 1)]
    [InlineData("changed = timestamp '2026-01-04 08:00:00'", 1)]
    [InlineData("NOT (changed > timestamp '2026-01-03' OR id = 'd1a')", 2)]
    [InlineData("changed < timestamp '2026-01-04 08:00:00'", 3)]
    [InlineData("id = 'd7b'", 1)]
    [InlineData("'d7b' = id", 1)]
    [InlineData("id IN ('d7b', 'd2a', 'nobody')", 2)]
    [InlineData("id = 'd7b' OR changed < timestamp '2026-01-02'", 2)]
    [InlineData("id > 'd8'", 2)]
    [InlineData("year = 2026 AND month = 1 AND day IN (3, 5)", 2)]
    [InlineData("day > 8.5", 2)]
    [InlineData("day < 3", 2)]
    [InlineData("3 <= day", 8)]
    [InlineData("changed < now() AND changed >= now() - interval '1' day", 0)]
    [InlineData("changed IS NULL", 0)]
    [InlineData("created IS NULL AND id < 'd2'", 2)]
    [InlineData("id = 'd7b' OR total = 1", 10)]
    [InlineData("lower(id) = 'd7b'", 10)]
    [InlineData("id <> 'd7b'", 10)]
    [InlineData("CAST(changed AS varchar) > '2026-01-08'", 10)]
    [InlineData("CASE WHEN total > 5 THEN id = 'd1a' ELSE id = 'd2a' END", 10)]
    public void A_filter_leaves_out_the_files_that_cannot_have_its_rows(string filter, int files)
    {
        using var reader = days.Lake.Open();
        Assert.Equal((files, 10), Read(reader, $"SELECT id FROM orders WHERE {filter}"));
    }

    [Theory]
    [InlineData("WITH recent AS (SELECT * FROM orders) SELECT count(*) FROM recent WHERE changed >= timestamp '2026-01-08'", 3)]
    [InlineData("SELECT * FROM (SELECT id AS other, changed AS moved FROM orders) WHERE moved >= timestamp '2026-01-08' ORDER BY moved LIMIT 1", 3)]
    [InlineData("SELECT a.id FROM orders AS a JOIN orders AS b USING (id) WHERE a.day = 3 AND b.day = 4", 2)]
    [InlineData("SELECT a.id FROM orders AS a LEFT JOIN orders AS b ON a.id = b.id AND b.day = 4", 10)]
    [InlineData("SELECT count(*) FROM orders AS a WHERE day = 2 AND EXISTS (SELECT 1 FROM orders AS b WHERE b.id = a.id AND b.day < 3)", 2)]
    [InlineData("SELECT id FROM orders WHERE day = 1 UNION ALL SELECT id FROM orders WHERE day = 9", 2)]
    [InlineData("SELECT id FROM orders_current WHERE id = 'd3a'", 1)]
    [InlineData("SELECT id FROM (SELECT * FROM orders LIMIT 3) WHERE id = 'd3a'", 10)]
    [InlineData("SELECT id, count(*) FROM orders GROUP BY id HAVING id = 'd3a'", 1)]
    [InlineData("SELECT id, row_number() OVER (ORDER BY id) AS n FROM orders QUALIFY n = 1 AND day = 2", 10)]
    [InlineData("SELECT count(*) FROM orders WHERE \"$path\" LIKE '%day=03%'", 10)]
    [InlineData("SELECT count(*) FROM raw_orders JOIN orders USING (id) WHERE raw_orders.id = 'd3a'", 1)]
    [InlineData("EXPLAIN SELECT count(*) FROM orders WHERE day = 3", 1)]
    [InlineData("SELECT id FROM orders WHERE false", 10)]
    [InlineData("SELECT id FROM late WHERE id > 'd8'", 2)]
    public void A_filter_counts_wherever_the_query_has_it(string query, int files)
    {
        using var reader = days.Lake.Open();
        Assert.Equal((files, 10), Read(reader, query));
    }

    [Fact]
    public void Each_query_of_a_reader_has_its_own_files()
    {
        using var reader = days.Lake.Open();
        Assert.Equal(["2"], QueryLake.Query(reader, "SELECT count(*) FROM orders WHERE day = 3"));
        Assert.Equal(["20"], QueryLake.Query(reader, "SELECT count(*) FROM orders"));
        Assert.Equal(["d9a|9"], QueryLake.Query(reader, "SELECT id, day FROM orders WHERE id = 'd9a' AND \"$path\" LIKE '%day=09%'"));
        Assert.ThrowsAny<Exception>(() => QueryLake.Query(reader, "SELECT CAST(id AS bigint) FROM orders WHERE day = 3"));
        Assert.Equal(["20"], QueryLake.Query(reader, "SELECT count(*) FROM orders"));
    }

    private static (int Files, int All) Read(LakeReader reader, string query)
    {
        using var rows = reader.Query(query, Test.Token);
        while (rows.Read())
        {
        }

        var scan = Assert.Single(rows.Scans);
        Assert.Equal("orders", scan.Table);
        return (scan.Files, scan.AllFiles);
    }

    public sealed class TenDays : IAsyncLifetime
    {
        public QueryLake Lake { get; } = new();

        public async ValueTask InitializeAsync()
        {
            Directory.CreateDirectory(Path.Combine(Lake.Folder, "datasets", "orders", "views"));
            await File.WriteAllTextAsync(
                Path.Combine(Lake.Folder, "datasets", "orders", "views", "late.sql"),
                "SELECT id FROM orders WHERE changed > timestamp '2026-01-06'",
                Test.Token);
            Lake.Put("1", [.. Enumerable.Range(1, 10).SelectMany(day => new[]
            {
                $$"""{"id":"d{{day % 10}}a","changed":"2026-01-{{day:00}}T08:00:00Z","created":"2026-01-01","total":{{day}}}""",
                $$"""{"id":"d{{day % 10}}b","changed":"2026-01-{{day:00}}T09:00:00Z","total":{{day}}}""",
            })]);
            await Lake.RunAsync();
        }

        public ValueTask DisposeAsync()
        {
            Lake.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
