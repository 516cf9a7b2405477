namespace Datalake.Embedded.Tests.Queries;

public sealed class AthenaMacroTests
{
    // What Athena (Trino) answers to the same expression.
    [Theory]
    [InlineData("from_iso8601_timestamp('2026-01-02T03:04:05+02:00') = timestamp '2026-01-02 01:04:05'", "true")]
    [InlineData("from_iso8601_timestamp(timestamp '2026-01-02 03:04:05') = timestamp '2026-01-02 03:04:05'", "true")]
    [InlineData("from_iso8601_timestamp('2026-01-02')", "2026-01-02 00:00:00+00")]
    [InlineData("from_iso8601_date('2026-01-02')", "2026-01-02")]
    [InlineData("from_unixtime(1.5)", "1970-01-01 00:00:01.5+00")]
    [InlineData("to_unixtime(from_unixtime(1.5))", "1.5")]
    [InlineData("date_format(timestamp '2026-01-02 13:04:05.5', '%Y-%m-%d %H:%i:%s')", "2026-01-02 13:04:05")]
    [InlineData("date_format(timestamp '2026-01-02 13:04:05', '%M %e, %h:%i %p %W')", "January 2, 01:04 PM Friday")]
    [InlineData("date_format(timestamp '2026-01-02 03:04:05', '%k %l %c %b %a %j %T')", "3 3 1 Jan Fri 002 03:04:05")]
    [InlineData("date_format(date '2026-01-02', '%Y/%m')", "2026/01")]
    [InlineData("date_diff('day', timestamp '2026-01-01 23:00:00', timestamp '2026-01-02 01:00:00')", "0")]
    [InlineData("date_diff('hour', timestamp '2026-01-01 23:30:00', timestamp '2026-01-02 01:00:00')", "1")]
    [InlineData("date_diff('month', date '2026-01-15', date '2026-03-14')", "1")]
    [InlineData("date_diff('day', date '2026-01-03', date '2026-01-01')", "-2")]
    [InlineData("date_add('day', 1, date '2026-01-31')", "2026-02-01")]
    [InlineData("date_add('month', 1, timestamp '2026-01-31 10:00:00')", "2026-02-28 10:00:00")]
    [InlineData("date_add('hour', -2, timestamp '2026-01-31 01:00:00')", "2026-01-30 23:00:00")]
    [InlineData("date_add('quarter', 1, date '2026-01-31')", "2026-04-30")]
    [InlineData("date_add('week', 2, date '2026-01-01')", "2026-01-15")]
    [InlineData("date_add('year', 1, date '2024-02-29')", "2025-02-28")]
    [InlineData("date_add('millisecond', 1500, timestamp '2026-01-01 00:00:00')", "2026-01-01 00:00:01.5")]
    [InlineData("day_of_week(date '2026-01-04')", "7")]
    [InlineData("day_of_month(date '2026-01-04')", "4")]
    [InlineData("day_of_year(date '2026-02-01')", "32")]
    [InlineData("json_extract_scalar('{\"a\":{\"b\":\"x\"}}', '$.a.b')", "x")]
    [InlineData("json_extract_scalar('{\"a\":{\"b\":\"x\"}}', '$.a')", null)]
    [InlineData("json_extract_scalar('{\"a\":true}', '$.a')", "true")]
    [InlineData("json_extract_scalar('{\"a\":[1]}', '$.a')", null)]
    [InlineData("json_extract_scalar('{\"a\":null}', '$.a')", null)]
    [InlineData("json_extract_scalar('{\"a\":null}', '$.b')", null)]
    [InlineData("json_format(json_parse('{\"a\":1}'))", "{\"a\":1}")]
    [InlineData("regexp_like('order-12', '[0-9]+')", "true")]
    [InlineData("element_at(ARRAY[1, 2], 1)", "1")]
    [InlineData("element_at(ARRAY[1, 2], -1)", "2")]
    [InlineData("element_at(ARRAY[1, 2], 3)", null)]
    [InlineData("element_at(MAP(ARRAY['a'], ARRAY[1]), 'a')", "1")]
    [InlineData("element_at(MAP(ARRAY['a'], ARRAY[1]), 'b')", null)]
    [InlineData("cardinality(ARRAY[1, 2])", "2")]
    [InlineData("cardinality(map_keys(MAP(ARRAY['a'], ARRAY[1])))", "1")]
    [InlineData("sequence(1, 3)", "[1, 2, 3]")]
    [InlineData("sequence(3, 1)", "[3, 2, 1]")]
    [InlineData("sequence(1, 9, 4)", "[1, 5, 9]")]
    [InlineData("array_join(ARRAY['a', 'b'], '-')", "a-b")]
    [InlineData("7 / 2", "3")]
    [InlineData("7.0 / 2", "3.5")]
    [InlineData("try(CAST('x' AS integer))", null)]
    public void Functions_mean_what_they_mean_in_athena(string expression, string? expected)
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        Assert.Equal([expected ?? "NULL"], lake.Query($"SELECT CAST({expression} AS VARCHAR)"));
    }

    [Fact]
    public void Aggregates_mean_what_they_mean_in_athena()
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        Assert.Equal(
            ["7|2|50"],
            lake.Query("SELECT (SELECT arbitrary(x) FROM (VALUES (NULL), (7)) t (x)), (SELECT approx_distinct(x) FROM (VALUES (1), (2), (2)) t (x)), (SELECT approx_percentile(x, 0.5) FROM range(101) t (x))"));
    }

    [Fact]
    public void Unnest_is_written_as_in_athena()
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        Assert.Equal(["5", "6"], lake.Query("SELECT t.y FROM (SELECT ARRAY[5, 6] AS xs) AS q CROSS JOIN UNNEST(q.xs) AS t (y) ORDER BY 1"));
    }

    [Fact]
    public void An_unknown_unit_is_named()
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        var failure = Assert.Throws<DuckDB.NET.Data.DuckDBException>(() => lake.Query("SELECT date_add('fortnight', 1, timestamp '2026-01-01 00:00:00')"));
        Assert.Contains("fortnight", failure.Message, StringComparison.Ordinal);
    }
}
