namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of numbers, and its aggregates.</summary>
internal static class NumberMacros
{
    private static readonly string[] Any = ["a", "b", "c", "d", "e", "f"];

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        // NULL when one is NULL; DuckDB's own leave NULL out.
        Extreme("greatest"),
        Extreme("least"),
        "CREATE MACRO truncate(x) AS trunc(x), (x, n) AS trunc(x, n)",
        "CREATE MACRO is_nan(x) AS isnan(x)",
        "CREATE MACRO is_finite(x) AS isfinite(x)",
        "CREATE MACRO bitwise_and(x, y) AS x & y",
        "CREATE MACRO bitwise_or(x, y) AS x | y",
        "CREATE MACRO map_agg(k, v) AS map_from_entries(list({'k': k, 'v': v}) FILTER (WHERE k IS NOT NULL))",
    ];

    private static string Extreme(string name) =>
        $"CREATE MACRO {name}{string.Join(", ", Enumerable.Range(2, Any.Length - 1).Select(count => $"({string.Join(", ", Any.Take(count))}) AS CASE WHEN {string.Join(" AND ", Any.Take(count).Select(each => $"{each} IS NOT NULL"))} THEN system.main.{name}({string.Join(", ", Any.Take(count))}) END"))}";
}
