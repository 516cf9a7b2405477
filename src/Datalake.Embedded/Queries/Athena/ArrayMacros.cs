namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of arrays and maps.</summary>
internal static class ArrayMacros
{
    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE MACRO element_at(x, k) AS x[k]",

        // Of arrays, where DuckDB's own is of maps. For a map, cardinality(map_keys(x)) is right in both.
        "CREATE MACRO cardinality(x) AS len(x)",

        // Of dates they are dates; DuckDB's own gives timestamps.
        "CREATE MACRO \"sequence\"(a DATE, b DATE) AS list_transform(generate_series(a, b, CASE WHEN a <= b THEN INTERVAL 1 DAY ELSE INTERVAL (-1) DAY END), lambda e: CAST(e AS DATE)), "
            + "(a DATE, b DATE, step) AS list_transform(generate_series(a, b, step), lambda e: CAST(e AS DATE)), "
            + "(a, b) AS generate_series(a, b, CASE WHEN a <= b THEN 1 ELSE -1 END), (a, b, step) AS generate_series(a, b, step)",
        "CREATE MACRO array_join(x, delimiter) AS array_to_string(x, delimiter), "
            + "(x, delimiter, instead) AS array_to_string(list_transform(x, lambda e: coalesce(CAST(e AS VARCHAR), instead)), delimiter)",

        // Keeps the order and NULL; DuckDB's own does neither.
        "CREATE MACRO array_distinct(x) AS list_filter(x, lambda e, i: list_position(x, e) = i)",
        "CREATE MACRO array_position(x, e) AS CASE WHEN x IS NOT NULL AND e IS NOT NULL THEN coalesce(list_position(x, e), 0) END",
        "CREATE MACRO array_remove(x, e) AS list_filter(x, lambda each: each <> e)",
        "CREATE MACRO array_max(x) AS CASE WHEN len(x) = list_count(x) THEN list_max(x) END",
        "CREATE MACRO array_min(x) AS CASE WHEN len(x) = list_count(x) THEN list_min(x) END",
        "CREATE MACRO arrays_overlap(x, y) AS CASE WHEN list_has_any(x, y) THEN true WHEN len(x) = list_count(x) AND len(y) = list_count(y) THEN false END",
        "CREATE MACRO \"slice\"(x, first, n) AS CASE WHEN first > 0 THEN x[first:first + n - 1] WHEN first < 0 AND -first <= len(x) THEN x[len(x) + first + 1:len(x) + first + n] "
            + "WHEN first = 0 THEN error('slice: positions begin at 1') WHEN x IS NOT NULL THEN x[1:0] END",
        $"CREATE MACRO transform(x, f) AS {AthenaMacros.WhenThere} list_transform(x, f) END",
        $"CREATE MACRO reduce(x, s, f, g) AS {AthenaMacros.WhenThere} list_transform([list_reduce(x, f, s)], g)[1] END, "
            + $"(x, f) AS {AthenaMacros.WhenThere} list_reduce(x, f) END, (x, f, s) AS {AthenaMacros.WhenThere} list_reduce(x, f, s) END",
        $"CREATE MACRO any_match(x, f) AS {AthenaMacros.WhenThere} coalesce(list_bool_or(list_transform(x, f)), false) END",
        $"CREATE MACRO all_match(x, f) AS {AthenaMacros.WhenThere} coalesce(list_bool_and(list_transform(x, f)), true) END",
        $"CREATE MACRO none_match(x, f) AS {AthenaMacros.WhenThere} NOT coalesce(list_bool_or(list_transform(x, f)), false) END",
    ];
}
