namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of JSON. Of a text that is not JSON those that look into it are NULL; DuckDB's own fail.</summary>
internal static class JsonMacros
{
    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE MACRO json_extract(x, path) AS CASE WHEN json_valid(x) THEN system.main.json_extract(x, athena_path(path)) END",
        "CREATE MACRO json_extract_scalar(x, path) AS CASE WHEN json_valid(x) THEN "
            + "CASE WHEN json_type(x, athena_path(path)) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(x, athena_path(path)) END END",
        "CREATE MACRO json_parse(x) AS CAST(athena_json_parse(CAST(x AS VARCHAR)) AS JSON)",
        "CREATE MACRO json_format(x) AS CAST(x AS VARCHAR)",
        "CREATE MACRO json_array_length(x) AS CASE WHEN json_valid(x) AND json_type(x) = 'ARRAY' THEN CAST(system.main.json_array_length(x) AS BIGINT) END",
        "CREATE MACRO json_array_get(x, i) AS CASE WHEN json_valid(x) AND json_type(x) = 'ARRAY' THEN system.main.json_extract(x, CAST(i AS BIGINT)) END",
        "CREATE MACRO json_array_contains(x, value) AS athena_json_array_contains(CAST(x AS VARCHAR), CAST(value AS VARCHAR), typeof(value) = 'VARCHAR')",
        "CREATE MACRO json_size(x, path) AS CASE WHEN json_valid(x) AND json_type(x, athena_path(path)) IS NOT NULL THEN CASE json_type(x, athena_path(path)) "
            + "WHEN 'ARRAY' THEN CAST(system.main.json_array_length(x, athena_path(path)) AS BIGINT) WHEN 'OBJECT' THEN len(json_keys(x, athena_path(path))) ELSE 0 END END",
        "CREATE MACRO is_json_scalar(x) AS CASE WHEN x IS NOT NULL THEN json_type(x) NOT IN ('OBJECT', 'ARRAY') END",

        // NULL has no place in such an array.
        "CREATE MACRO athena_json_array(x) AS to_json(list_filter(x, lambda e: e IS NOT NULL AND CAST(e AS VARCHAR) <> 'null'))",
    ];
}
