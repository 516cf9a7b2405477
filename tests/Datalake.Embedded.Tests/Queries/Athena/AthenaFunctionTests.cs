using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries.Athena;

public sealed class AthenaFunctionTests
{
    [Fact]
    public void All_functions_can_be_made()
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        Assert.Equal(["True"], lake.Query("SELECT count(*) > 150 FROM duckdb_functions() WHERE NOT internal AND function_type = 'macro'"));
    }

    [Fact]
    public void A_query_without_them_makes_none()
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        using var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var reading = Assert.Single(Datalake.Embedded.Queries.ReadOnlySql.Check(connection, "SELECT count(*), max(x) FROM range(1) t (x)").Readings);
        Assert.DoesNotContain(reading.Functions, Datalake.Embedded.Queries.Athena.AthenaFunctions.IsKnown);
        Assert.Equal("SELECT count(*), max(x) FROM range(1) t (x)", reading.Text);
    }

    // What Athena (Trino) answers to the same expression.
    [Theory]
    [InlineData("from_iso8601_timestamp('2026-01-02T03:04:05+02:00') = timestamp '2026-01-02 01:04:05'", "true")]
    [InlineData("from_iso8601_timestamp(timestamp '2026-01-02 03:04:05') = timestamp '2026-01-02 03:04:05'", "true")]
    [InlineData("from_iso8601_timestamp('2026-01-02')", "2026-01-02 00:00:00.000 UTC")]
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
    [InlineData("date_parse('2026-01-02 13:04:05', '%Y-%m-%d %H:%i:%s')", "2026-01-02 13:04:05")]
    [InlineData("date_parse('2/1/2026 1:04 PM', '%e/%c/%Y %l:%i %p')", "2026-01-02 13:04:00")]
    [InlineData("format_datetime(timestamp '2026-01-02 13:04:05.5', 'yyyy-MM-dd''T''HH:mm:ss.SSS')", "2026-01-02T13:04:05.500")]
    [InlineData("format_datetime(timestamp '2026-01-02 13:04:05', 'dd MMM yyyy, hh a')", "02 Jan 2026, 01 PM")]
    [InlineData("parse_datetime('2026-01-02 13:04', 'yyyy-MM-dd HH:mm')", "2026-01-02 13:04:00.000 UTC")]
    [InlineData("to_iso8601(timestamp '2026-01-02 03:04:05')", "2026-01-02T03:04:05.000")]
    [InlineData("date_trunc('month', date '2026-05-06')", "2026-05-01")]
    [InlineData("date_trunc('day', timestamp '2026-05-06 07:08:09')", "2026-05-06 00:00:00")]
    [InlineData("timestamp '2026-01-02 01:04:05' AT TIME ZONE 'America/Sao_Paulo'", "2026-01-01 22:04:05.000 America/Sao_Paulo")]
    [InlineData("from_iso8601_timestamp('2026-01-02T01:04:05Z') AT TIME ZONE 'America/Sao_Paulo'", "2026-01-01 22:04:05.000 America/Sao_Paulo")]
    [InlineData("at_timezone(from_iso8601_timestamp('2026-01-02T01:04:05Z'), 'America/Sao_Paulo')", "2026-01-01 22:04:05.000 America/Sao_Paulo")]
    [InlineData("date(timestamp '2026-01-02 01:04:05' AT TIME ZONE 'America/Sao_Paulo')", "2026-01-01")]
    [InlineData("extract(dow FROM date '2026-01-04')", "7")]
    [InlineData("extract(day_of_week FROM date '2026-01-05')", "1")]
    [InlineData("extract(hour FROM timestamp '2026-01-05 06:07:08')", "6")]
    [InlineData("dow(date '2026-01-04')", "7")]
    [InlineData("week_of_year(date '2027-01-01')", "53")]
    [InlineData("year_of_week(date '2027-01-01')", "2026")]
    [InlineData("last_day_of_month(date '2024-02-04')", "2024-02-29")]
    [InlineData("millisecond(timestamp '2026-02-02 05:06:07.5')", "500")]
    [InlineData("sequence(date '2026-01-30', date '2026-02-01')", "[2026-01-30, 2026-01-31, 2026-02-01]")]
    [InlineData("sequence(date '2026-01-01', date '2026-03-01', interval '1' month)", "[2026-01-01, 2026-02-01, 2026-03-01]")]
    [InlineData("json_extract('{\"a\":{\"b\":[1]}}', '$.a')", "{\"b\":[1]}")]
    [InlineData("json_extract('no json', '$.a')", null)]
    [InlineData("json_extract_scalar('no json', '$.a')", null)]
    [InlineData("json_extract_scalar(json_extract('{\"a\":{\"b\":[1]}}', '$.a'), '$.b[0]')", "1")]
    [InlineData("json_format(json_parse('{\"a\": [1, 2]}'))", "{\"a\":[1,2]}")]
    [InlineData("json_array_length('[1, 2]')", "2")]
    [InlineData("json_array_length('{\"a\":1}')", null)]
    [InlineData("json_array_length('no json')", null)]
    [InlineData("json_size('{\"a\":{\"b\":[1,2]}}', '$.a.b')", "2")]
    [InlineData("json_size('{\"a\":{\"b\":[1,2]}}', '$.a')", "1")]
    [InlineData("json_size('{\"a\":5}', '$.a')", "0")]
    [InlineData("json_size('{\"a\":5}', '$.b')", null)]
    [InlineData("array_join(ARRAY['a', NULL, 'b'], '-')", "a-b")]
    [InlineData("array_join(ARRAY['a', NULL, 'b'], '-', '?')", "a-?-b")]
    [InlineData("array_distinct(ARRAY['b', 'a', NULL, 'b', NULL])", "[b, a, NULL]")]
    [InlineData("array_position(ARRAY['b', 'a'], 'a')", "2")]
    [InlineData("array_position(ARRAY['b', 'a'], 'x')", "0")]
    [InlineData("array_remove(ARRAY[1, 2, 1], 1)", "[2]")]
    [InlineData("array_max(ARRAY[1, 5])", "5")]
    [InlineData("array_max(ARRAY[1, NULL])", null)]
    [InlineData("array_min(ARRAY[1, 5])", "1")]
    [InlineData("arrays_overlap(ARRAY[1, 2], ARRAY[2])", "true")]
    [InlineData("arrays_overlap(ARRAY[1, NULL], ARRAY[2])", null)]
    [InlineData("slice(ARRAY[1, 2, 3, 4], 2, 2)", "[2, 3]")]
    [InlineData("slice(ARRAY[1, 2, 3, 4], -3, 2)", "[2, 3]")]
    [InlineData("slice(ARRAY[1, 2], 5, 2)", "[]")]
    [InlineData("filter(ARRAY[1, 2, 3], x -> x > 1)", "[2, 3]")]
    [InlineData("transform(ARRAY[1, 2, 3], x -> x * 2)", "[2, 4, 6]")]
    [InlineData("reduce(ARRAY[1, 2, 3], 0, (s, x) -> s + x, s -> s * 10)", "60")]
    [InlineData("reduce(transform(ARRAY[CAST(ROW(2, 5) AS ROW(q integer, p integer))], i -> i.q * i.p), 0, (s, x) -> s + x, s -> s)", "10")]
    [InlineData("any_match(ARRAY[1, 2], x -> x > 1)", "true")]
    [InlineData("all_match(ARRAY[1, 2], x -> x > 1)", "false")]
    [InlineData("none_match(ARRAY[1, 2], x -> x > 2)", "true")]
    [InlineData("regexp_extract('order-12', '[0-9]+')", "12")]
    [InlineData("regexp_extract('order-12', '([a-z]+)-([0-9]+)', 2)", "12")]
    [InlineData("regexp_extract('order', '[0-9]+')", null)]
    [InlineData("regexp_replace('1a 2b', '[0-9]', '#')", "#a #b")]
    [InlineData("regexp_replace('1a 2b', '([0-9])([a-z])', '$2$1')", "a1 b2")]
    [InlineData("regexp_replace('1a 2b', '[0-9]')", "a b")]
    [InlineData("concat('a', 'b', 'c')", "abc")]
    [InlineData("concat('a', CAST(NULL AS varchar))", null)]
    [InlineData("concat(ARRAY[1], ARRAY[2])", "[1, 2]")]
    [InlineData("format('%s: %05d, %,.2f', 'a', 7, CAST(1234.5 AS double))", "a: 00007, 1,234.50")]
    [InlineData("lower(to_hex(sha256(to_utf8('abc'))))", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("to_hex(md5(to_utf8('abc')))", "900150983CD24FB0D6963F7D28E17F72")]
    [InlineData("greatest(1, 3, 2)", "3")]
    [InlineData("greatest(1, NULL)", null)]
    [InlineData("least(2, 1)", "1")]
    [InlineData("truncate(2.567)", "2")]
    [InlineData("7 / 2", "3")]
    [InlineData("7.0 / 2", "3.5")]
    [InlineData("try(CAST('x' AS integer))", null)]
    public void Functions_mean_what_they_mean_in_athena(string expression, string? expected)
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        Assert.Equal([expected ?? "NULL"], lake.Query($"SELECT ({expression})::VARCHAR"));
    }

    [Theory]
    [InlineData("format_datetime(timestamp '2026-01-02 13:04:05', 'mmMM, EEE d b')", "letter b")]
    [InlineData("regexp_replace('1a 2b', '([0-9])', '\\1')", "$1")]
    public void What_would_mean_another_thing_is_refused(string expression, string message)
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        var failure = Assert.Throws<Datalake.Embedded.Engine.EngineException>(() => lake.Query($"SELECT {expression}"));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aggregates_mean_what_they_mean_in_athena()
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        Assert.Equal(
            ["7|2|50"],
            lake.Query(
                "SELECT (SELECT arbitrary(x) FROM (VALUES (NULL), (7)) t (x)), (SELECT approx_distinct(x) FROM (VALUES (1), (2), (2)) t (x)), (SELECT approx_percentile(x, 0.5) FROM range(101) t (x))"
            )
        );
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
        var failure = Assert.Throws<Datalake.Embedded.Engine.EngineException>(() =>
            lake.Query("SELECT date_add('fortnight', 1, timestamp '2026-01-01 00:00:00')")
        );
        Assert.Contains("fortnight", failure.Message, StringComparison.Ordinal);
    }
}
