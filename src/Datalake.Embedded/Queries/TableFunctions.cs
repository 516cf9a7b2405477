namespace Datalake.Embedded.Queries;

/// <summary>
/// The functions that may stand in FROM. Others of the engine's change its settings (<c>enable_logging</c> would write files where files
/// may be read), or run a text that nobody has looked at (<c>query</c>).
/// </summary>
internal static class TableFunctions
{
    // These show nothing of the lake's tables.
    private static readonly HashSet<string> Plain = new(StringComparer.OrdinalIgnoreCase)
    {
        "unnest",
        "range",
        "generate_series",
        "repeat",
        "repeat_row",
        "json_each",
        "json_tree",
    };

    // The engine itself bounds what these may open.
    private static readonly HashSet<string> OfFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "read_parquet", "parquet_scan", "parquet_metadata", "parquet_schema", "parquet_file_metadata", "parquet_kv_metadata",
        "read_csv", "read_csv_auto", "read_json", "read_json_auto", "read_ndjson", "read_text", "read_blob", "glob",
    };

    private static readonly HashSet<string> OfTables = new(StringComparer.OrdinalIgnoreCase)
    {
        "summary",
        "duckdb_columns",
        "duckdb_databases",
        "duckdb_functions",
        "duckdb_keywords",
        "duckdb_memory",
        "duckdb_schemas",
        "duckdb_settings",
        "duckdb_tables",
        "duckdb_types", "duckdb_views", "pragma_show", "pragma_table_info", "pragma_version", "test_all_types",
    };

    /// <summary>True for a function that only reads.</summary>
    public static bool MayRun(string name) => ShowsNoTable(name) || OfTables.Contains(name);

    /// <summary>True for a function that does not show what tables there are.</summary>
    public static bool ShowsNoTable(string name) => Plain.Contains(name) || OfFiles.Contains(name);
}
