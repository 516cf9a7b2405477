namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of JSON. Of a text that is not JSON those that look into it are NULL; DuckDB's own fail.</summary>
internal static class JsonMacros
{
    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE MACRO json_extract(x, path) AS CASE WHEN json_valid(x) THEN system.main.json_extract(x, path) END",
        "CREATE MACRO json_extract_scalar(x, path) AS CASE WHEN json_valid(x) THEN "
            + "CASE WHEN json_type(x, path) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(x, path) END END",
        "CREATE MACRO json_parse(x) AS json(CAST(x AS JSON))",
        "CREATE MACRO json_format(x) AS CAST(x AS VARCHAR)",
        "CREATE MACRO json_array_length(x) AS CASE WHEN json_valid(x) AND json_type(x) = 'ARRAY' THEN CAST(system.main.json_array_length(x) AS BIGINT) END",
        "CREATE MACRO json_size(x, path) AS CASE WHEN json_valid(x) AND json_type(x, path) IS NOT NULL THEN CASE json_type(x, path) "
            + "WHEN 'ARRAY' THEN CAST(system.main.json_array_length(x, path) AS BIGINT) WHEN 'OBJECT' THEN len(json_keys(x, path)) ELSE 0 END END",
    ];
}
