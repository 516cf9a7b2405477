namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of arrays.</summary>
internal static class ArrayMacros
{
    private const string WhenBoth = "CASE WHEN x IS NOT NULL AND y IS NOT NULL THEN";
    private const string IsArray = "typeof(x) LIKE '%[]'";

    private static readonly string[] Any = ["a", "b", "c", "d", "e"];

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        $"CREATE MACRO element_at(x, k) AS {AthenaMacros.Guard($"{IsArray} AND TRY_CAST(k AS BIGINT) = 0", "'element_at: positions begin at 1'", "x[k]")}",

        // x[i], of which DuckDB's own is NULL where there is none.
        $"CREATE MACRO athena_subscript(x, i) AS {AthenaMacros.Guard($"{IsArray} AND (TRY_CAST(i AS BIGINT) < 1 OR TRY_CAST(i AS BIGINT) > athena_length(x))", "'The array has no element [' || CAST(i AS VARCHAR) || ']; its length is ' || CAST(athena_length(x) AS VARCHAR) || ', and positions begin at 1. element_at(x, i) is NULL there'", AthenaMacros.Guard("typeof(x) LIKE 'MAP(%' AND x[i] IS NULL AND x IS NOT NULL AND i IS NOT NULL AND NOT list_contains(json_keys(to_json(x)), CAST(i AS VARCHAR))", "'The map has no key ' || CAST(i AS VARCHAR) || '; element_at(m, key) is NULL there'", "x[i]"))}",
        "CREATE MACRO cardinality(x) AS athena_length(x)",

        // Of dates they are dates; DuckDB's own gives timestamps.
        "CREATE MACRO \"sequence\"(a DATE, b DATE) AS list_transform(generate_series(a, b, CASE WHEN a <= b THEN INTERVAL 1 DAY ELSE INTERVAL (-1) DAY END), lambda e: CAST(e AS DATE)), "
            + "(a DATE, b DATE, step) AS list_transform(generate_series(a, b, step), lambda e: CAST(e AS DATE)), "
            + "(a, b) AS generate_series(a, b, CASE WHEN a <= b THEN 1 ELSE -1 END), (a, b, step) AS generate_series(a, b, step)",
        $"CREATE MACRO array_join(x, delimiter) AS {AthenaMacros.WhenThere} array_to_string(list_transform(x, lambda e: athena_text(e)), delimiter) END, "
            + $"(x, delimiter, instead) AS {AthenaMacros.WhenThere} array_to_string(list_transform(x, lambda e: coalesce(athena_text(e), instead)), delimiter) END",

        // An element beside an array.
        "CREATE MACRO athena_list(x VARCHAR) AS [x], (x BIGINT) AS [x], (x DOUBLE) AS [x], (x BOOLEAN) AS [x], (x DATE) AS [x], (x TIMESTAMP) AS [x], (x) AS x",

        // Of text it is DuckDB's own. NULL among the elements may be the one that is looked for.
        "CREATE MACRO contains(x VARCHAR, y) AS system.main.contains(x, y), (x, y) AS CASE WHEN list_contains(x, y) THEN true WHEN len(x) = list_count(x) AND y IS NOT NULL THEN false END",

        // Keeps the order and NULL; DuckDB's own does neither.
        "CREATE MACRO array_distinct(x) AS list_filter(x, lambda e, i: list_position(x, e) = i)",
        "CREATE MACRO array_position(x, e) AS CASE WHEN x IS NOT NULL AND e IS NOT NULL THEN coalesce(list_position(x, e), 0) END",
        "CREATE MACRO array_remove(x, e) AS CASE WHEN e IS NOT NULL THEN list_filter(x, lambda each: each IS NULL OR each <> e) END",
        $"CREATE MACRO array_union(x, y) AS {WhenBoth} array_distinct(list_concat(x, y)) END",
        $"CREATE MACRO array_intersect(x, y) AS {WhenBoth} list_filter(array_distinct(x), lambda e: list_position(y, e) IS NOT NULL) END",
        $"CREATE MACRO array_except(x, y) AS {WhenBoth} list_filter(array_distinct(x), lambda e: list_position(y, e) IS NULL) END",
        "CREATE MACRO array_max(x) AS CASE WHEN len(x) = list_count(x) THEN list_max(x) END",
        "CREATE MACRO array_min(x) AS CASE WHEN len(x) = list_count(x) THEN list_min(x) END",
        "CREATE MACRO array_first(x) AS x[1]",
        "CREATE MACRO array_last(x) AS x[-1]",
        "CREATE MACRO arrays_overlap(x, y) AS CASE WHEN list_has_any(x, y) THEN true WHEN len(x) = list_count(x) AND len(y) = list_count(y) THEN false WHEN len(x) = 0 OR len(y) = 0 THEN false END",
        $"CREATE MACRO \"slice\"(x, first, n) AS {AthenaMacros.Guard("first = 0 OR n < 0", "'slice: positions begin at 1, and the length is 0 or more'", "CASE WHEN first > 0 THEN x[first:first + n - 1] WHEN first < 0 AND -first <= len(x) THEN x[len(x) + first + 1:len(x) + first + n] WHEN x IS NOT NULL THEN x[1:0] END")}",
        $"CREATE MACRO trim_array(x, n) AS {AthenaMacros.Guard("n < 0 OR n > len(x)", "'trim_array: the array has not so many elements'", "x[1:len(x) - n]")}",
        "CREATE MACRO repeat(e, n) AS CASE WHEN n IS NOT NULL THEN list_transform(range(CAST(n AS BIGINT)), lambda i: e) END",
        "CREATE MACRO reverse(x VARCHAR) AS system.main.reverse(x), (x) AS list_reverse(x)",
        "CREATE MACRO ngrams(x, n) AS CASE WHEN n >= len(x) THEN [x] ELSE list_transform(range(1, len(x) - n + 2), lambda i: x[i:i + n - 1]) END",
        $"CREATE MACRO zip{string.Join(", ", Enumerable.Range(2, Any.Length - 1).Select(Zip))}",
        $"CREATE MACRO transform(x, f) AS {AthenaMacros.WhenThere} list_transform(x, f) END",

        // NULL where an element could decide and is NULL.
        $"CREATE MACRO any_match(x, f) AS {AthenaMacros.WhenThere} athena_any(list_transform(x, f)) END",
        $"CREATE MACRO all_match(x, f) AS {AthenaMacros.WhenThere} NOT athena_any(list_transform(list_transform(x, f), lambda e: NOT e)) END",
        $"CREATE MACRO none_match(x, f) AS {AthenaMacros.WhenThere} NOT athena_any(list_transform(x, f)) END",
        "CREATE MACRO athena_any(x) AS CASE WHEN list_contains(x, true) THEN true WHEN len(x) = list_count(x) THEN false END",
        $"CREATE MACRO filter(x, f) AS {AthenaMacros.WhenThere} list_filter(x, f) END",
    ];

    private static string Zip(int count)
    {
        var arrays = Any.Take(count).ToArray();
        return $"({string.Join(", ", arrays)}) AS CASE WHEN {string.Join(" AND ", arrays.Select(array => $"{array} IS NOT NULL"))} THEN list_transform(range(1, "
            + $"greatest({string.Join(", ", arrays.Select(array => $"len({array})"))}) + 1), lambda i: row({string.Join(", ", arrays.Select(array => $"{array}[i]"))})) END";
    }
}
