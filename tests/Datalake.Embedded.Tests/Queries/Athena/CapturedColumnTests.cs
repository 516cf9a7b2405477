using Datalake.Embedded.Queries;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries.Athena;

/// <summary>A lambda that names a column sees the values of its own row, in each of the engine's batches.</summary>
public sealed class CapturedColumnTests
{
    // Each is compared with what it is by arithmetic. The table has more rows than one batch, and rows without elements and without an
    // array.
    [Theory]
    [InlineData("reduce(a, 0, (s, x) -> s + x + v, s -> s)", "list_sum(a) + v * len(a)", "0")]
    [InlineData("reduce(a, v, (s, x) -> s + x, s -> s * v)", "(list_sum(a) + v) * v", "v * v")]
    [InlineData("reduce(a, 0, (s, x) -> s + reduce(a, 0, (p, q) -> p + q + x + v, p -> p), s -> s + v)", "len(a) * list_sum(a) * 2 + len(a) * len(a) * v + v", "v")]
    [InlineData("list_sum(transform(a, x -> x + v))", "list_sum(a) + v * len(a)", "NULL")]
    [InlineData("list_sum(transform(a, x -> list_sum(transform(a, y -> x + y + v))))", "2 * len(a) * list_sum(a) + len(a) * len(a) * v", "NULL")]
    [InlineData("len(filter(a, x -> x > v))", "CASE WHEN v < a[1] THEN len(a) ELSE 0 END", "0")]
    [InlineData("any_match(a, x -> x = v + 1)", "true", "false")]
    [InlineData("all_match(a, x -> x > v)", "true", "true")]
    [InlineData("none_match(a, x -> x < v)", "true", "true")]
    [InlineData("array_sort(a, (x, y) -> IF(v % 2 = 0, x - y, y - x))[1]", "CASE WHEN v % 2 = 0 THEN v + 1 ELSE v + len(a) END", "error")]
    [InlineData("list_sum(zip_with(a, a, (x, y) -> x + y + v))", "2 * list_sum(a) + v * len(a)", "NULL")]
    [InlineData("cardinality(map_filter(MAP(a, a), (k, w) -> w > v))", "len(a)", "0")]
    [InlineData("list_sum(map_values(transform_values(MAP(a, a), (k, w) -> w + v)))", "list_sum(a) + v * len(a)", "NULL")]
    [InlineData("list_sum(map_keys(transform_keys(MAP(a, a), (k, w) -> k + v)))", "list_sum(a) + v * len(a)", "NULL")]
    [InlineData("list_sum(map_values(map_zip_with(MAP(a, a), MAP(a, a), (k, w, u) -> w + u + v)))", "2 * list_sum(a) + v * len(a)", "NULL")]
    [InlineData("slice(a, 1, 1)[1] + v", "a[1] + v", "error")]
    [InlineData("list_sum(repeat(v, 3))", "3 * v", "3 * v")]
    [InlineData("array_position(a, v + 1)", "1", "0")]
    [InlineData("cardinality(array_remove(a, v + 1))", "len(a) - 1", "0")]
    [InlineData("contains(a, v + 1)", "true", "false")]
    public void A_lambda_sees_the_columns_of_its_row(string expression, string right, string ofEmpty)
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        var from = "(SELECT v, CASE v % 7 WHEN 0 THEN NULL ELSE list_transform(range(1, 1 + v % 5), lambda e: e + v) END AS a FROM range(10000) r (v))";
        var filter = ofEmpty == "error" ? "WHERE len(a) > 0" : string.Empty;
        var rightOfAll = $"CASE WHEN a IS NULL THEN {(expression.Contains("repeat", StringComparison.Ordinal) ? right : "NULL")} WHEN len(a) = 0 THEN {(ofEmpty == "error" ? "NULL" : ofEmpty)} ELSE {right} END";
        Assert.Equal(
            ["0"],
            lake.Query($"SELECT count(*) FROM (SELECT v, a FROM {from} {filter}) AS t WHERE ({expression}) IS DISTINCT FROM ({rightOfAll})"));
    }

    [Theory]
    [InlineData("list_reduce([1, 2], (s, x) -> s + x + v)")]
    [InlineData("reduce([1, 2], (s, x) -> s + x + v, 0)")]
    public void The_engines_own_is_refused_with_a_column(string expression)
    {
        using var lake = new QueryLake();
        Directory.CreateDirectory(lake.Root);
        var failure = Assert.Throws<QueryRefusedException>(() => lake.Query($"SELECT {expression} FROM range(3) t (v)"));
        Assert.Contains("s -> s", failure.Message, StringComparison.Ordinal);
    }
}
