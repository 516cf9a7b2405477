namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of maps. Those of a lambda are written by <see cref="Syntax.LambdaForms"/>.</summary>
internal static class MapMacros
{
    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        // What an aggregate has gathered: entries {k, v}. Of a key that is there twice one value stays.
        "CREATE MACRO athena_map_of(l) AS CASE WHEN l IS NOT NULL THEN athena_map_of_keyed(list_filter(l, lambda e: e.k IS NOT NULL)) END",
        "CREATE MACRO athena_map_of_keyed(l) AS CASE WHEN l IS NOT NULL THEN map_from_entries(CASE WHEN len(list_distinct(list_transform(l, lambda e: e.k))) = len(l) THEN l "
            + "ELSE list_filter(l, lambda e, i: list_position(list_transform(l, lambda q: q.k), e.k) = i) END) END",
        "CREATE MACRO athena_multimap_of(l) AS CASE WHEN l IS NOT NULL THEN map_from_entries(list_transform(array_distinct(list_filter(list_transform(l, lambda e: e.k), lambda k: k IS NOT NULL)), "
            + "lambda k: struct_pack(k := k, v := list_transform(list_filter(l, lambda e: e.k = k), lambda e: e.v)))) END",
        "CREATE MACRO multimap_from_entries(l) AS CASE WHEN l IS NOT NULL THEN athena_multimap_of(list_transform(l, lambda e: struct_pack(k := e[1], v := e[2]))) END",
        "CREATE MACRO athena_map_union(l) AS CASE WHEN l IS NOT NULL THEN athena_map_of(flatten(list_transform(l, lambda m: list_transform(map_entries(m), lambda e: struct_pack(k := e.key, v := e.value))))) END",
        "CREATE MACRO athena_set(l) AS array_distinct(l)",
        "CREATE MACRO map_concat(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN system.main.map_concat(a, b) END, "
            + "(a, b, c) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL THEN system.main.map_concat(a, b, c) END, "
            + "(a, b, c, d) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL AND d IS NOT NULL THEN system.main.map_concat(a, b, c, d) END",
        "CREATE MACRO split_to_map(x, entries, pairs) AS map_from_entries(CAST(CAST(athena_split_to_entries(x, entries, pairs, true) AS JSON) AS STRUCT(k VARCHAR, v VARCHAR)[]))",
        "CREATE MACRO split_to_multimap(x, entries, pairs) AS athena_multimap_of(CAST(CAST(athena_split_to_entries(x, entries, pairs, false) AS JSON) AS STRUCT(k VARCHAR, v VARCHAR)[]))",
    ];
}
