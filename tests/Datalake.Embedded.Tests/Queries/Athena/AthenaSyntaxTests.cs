using Datalake.Embedded.Tests.Checking;
using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Tests.Queries.Athena;

public sealed class AthenaSyntaxTests : IDisposable
{
    private readonly QueryLake lake = new();

    public AthenaSyntaxTests() => Directory.CreateDirectory(lake.Root);

    public void Dispose() => lake.Dispose();

    // What Athena (Trino) answers to the same query.
    [Theory]
    [InlineData(
        "SELECT k, v FROM (SELECT map(ARRAY['a', 'b'], ARRAY[1, 2]) AS m) CROSS JOIN UNNEST(m) AS t (k, v) ORDER BY k", "a|1", "b|2")]
    [InlineData(
        "SELECT k, v, n FROM (SELECT map(ARRAY['a', 'b'], ARRAY[1, 2]) AS m) CROSS JOIN UNNEST(m) WITH ORDINALITY AS t (k, v, n) ORDER BY k",
        "a|1|1",
        "b|2|2"
    )]
    [InlineData("SELECT y, n FROM (SELECT ARRAY[6, 5] AS x) CROSS JOIN UNNEST(x) WITH ORDINALITY AS t (y, n) ORDER BY n", "6|1", "5|2")]
    [InlineData(
        "SELECT a, b FROM (SELECT ARRAY[1, 2] AS x, ARRAY['p', 'q', 'r'] AS y) CROSS JOIN UNNEST(x, y) AS t (a, b) ORDER BY b",
        "1|p",
        "2|q",
        "NULL|r"
    )]
    [InlineData("SELECT a, b, n FROM UNNEST(ARRAY[1, 2], ARRAY['p']) WITH ORDINALITY AS t (a, b, n) ORDER BY n", "1|p|1", "2|NULL|2")]
    [InlineData(
        "SELECT s, q FROM (SELECT ARRAY[CAST(ROW('x', 1) AS ROW(sku varchar, quantity integer))] AS x) CROSS JOIN UNNEST(x) AS t (s, q)",
        "x|1"
    )]
    [InlineData(
        "SELECT id, k FROM (VALUES (1, map(ARRAY['a'], ARRAY[1])), (2, NULL)) AS o (id, m) LEFT JOIN UNNEST(m) AS t (k, v) ON TRUE ORDER BY id",
        "1|a",
        "2|NULL"
    )]
    [InlineData(
        "SELECT p, q, k, v FROM (SELECT ARRAY[{'a': 1, 'b': 2}] AS x, map(ARRAY['k'], ARRAY[3]) AS m) CROSS JOIN UNNEST(x) AS t (p, q) CROSS JOIN UNNEST(m) AS u (k, v)",
        "1|2|k|3"
    )]
    [InlineData(
        "/* \u00fc ' */ SELECT '\u00fc', k FROM (SELECT map(ARRAY['a)''\"'], ARRAY[1]) AS m) CROSS JOIN unnest ( /* ) */ m -- (\n) AS t (k, v)",
        "\u00fc|a)'\""
    )]
    [InlineData("SELECT a, b FROM UNNEST(ARRAY['x' LIKE'\\'], ARRAY['p, q']) AS t (a, b)", "False|p, q")]
    [InlineData("SELECT a, b FROM UNNEST(ARRAY[$$p, (q$$], ARRAY[E'\\', ']) AS t (a, b)", "p, (q|', ")]
    [InlineData("SELECT a, b FROM UNNEST(ARRAY[1] /* /* , */ , */, ARRAY[2]) AS t (a, b)", "1|2")]
    [InlineData("SELECT '\u00fc', max_by(b, a), MIN_BY(b, a) FROM (VALUES (1, 'x'), (2, NULL), (NULL, 'z')) AS t (a, b)", "\u00fc|NULL|x")]
    [InlineData(
        "SELECT approx_distinct(a) FILTER (WHERE a > 1), approx_distinct(DISTINCT a), every(a > 1) FROM (VALUES (1), (2), (3)) AS t (a)",
        "2|3|False"
    )]
    [InlineData("SELECT a, approx_percentile(a, 0.5) OVER () FROM (VALUES (3)) AS t (a)", "3|3")]
    public void A_query_in_athenas_words_is_run(string sql, params string[] expected) => Assert.Equal(expected, lake.Query(sql));

    [Theory]
    [InlineData("SELECT a, b FROM (VALUES (ARRAY[1, 2], 'b of the table')) AS q (x, b) CROSS JOIN UNNEST(x) AS t (a, b)")]
    [InlineData("SELECT q.b FROM (VALUES (ARRAY[{'f': 1}], 'b of the table')) AS q (x, b) CROSS JOIN UNNEST(x) AS t (a, b)")]
    public void More_names_than_columns_are_refused(string sql) =>
        Assert.Contains("columns", Assert.Throws<EngineException>(() => lake.Query(sql)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_query_that_does_not_bind_fails_with_its_own_words()
    {
        var failure = Assert.Throws<EngineException>(() =>
            lake.Query("SELECT nowhere FROM (SELECT ARRAY[{'a': 1, 'b': 2}] AS x) CROSS JOIN UNNEST(x) AS t (a, b)")
        );
        Assert.Contains("nowhere", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("map_entries", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_a_row_is_asked_for_as_in_athena()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T03:04:05Z"}""");
        await lake.RunAsync();
        Assert.Equal(lake.Files("consumable_tables").Single(file => file.EndsWith(".parquet", StringComparison.Ordinal)), Assert.Single(lake.Query("SELECT \"$path\" FROM orders")));
        Assert.Equal(lake.Files("stage").Single(), Assert.Single(lake.Query("SELECT r.\"$path\" FROM shop.raw_orders AS r")));
        Assert.Equal(
            ["true"], lake.Query("SELECT CAST(regexp_extract(\"$path\", 'year=([0-9]+)', 1) = CAST(year AS varchar) AS varchar) FROM orders"));
        Assert.Equal(["0"], lake.Query("SELECT count(*) FROM (DESCRIBE orders) WHERE column_name = '$path'"));
    }
}
