using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries.Showing;

/// <summary>
/// Athena's <c>information_schema</c>: each table and view once, with Athena's names of types. The engine's own cannot be replaced, so
/// queries read this one in its place.
/// </summary>
internal static class InformationSchema
{
    /// <summary>Its name in a query.</summary>
    public const string Name = "information_schema";

    /// <summary>Its name in the engine.</summary>
    public const string Own = "memory.\"$information_schema\"";

    private static readonly string[] Tables = ["tables", "columns", "schemata", "views"];

    /// <summary>True for a table that is here.</summary>
    /// <param name="schema">The schema that a query names.</param>
    /// <param name="table">The table.</param>
    public static bool Has(string? schema, string? table) =>
        string.Equals(schema, Name, StringComparison.OrdinalIgnoreCase) && Tables.Contains(table, StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes it.</summary>
    /// <param name="connection">The engine.</param>
    /// <param name="shown">The tables and views.</param>
    /// <param name="databases">The databases.</param>
    public static void Create(DuckDBConnection connection, IReadOnlyList<ShownTable> shown, IEnumerable<string> databases)
    {
        DuckDbEngine.Run(connection, $"CREATE SCHEMA IF NOT EXISTS {Own}");
        Make("tables", "table_catalog table_schema table_name table_type",
            shown.Select(table => new[] { LakeViews.Catalog, table.Database, table.Name, table.ViewSql is null ? "BASE TABLE" : "VIEW" }));
        Make("views", "table_catalog table_schema table_name view_definition",
            shown.Where(table => table.ViewSql is not null)
                .Select(table => new[] { LakeViews.Catalog, table.Database, table.Name, table.ViewSql }));
        Make("schemata", "catalog_name schema_name", databases.Append(Name).Select(database => new[] { LakeViews.Catalog, database }));
        Make(
            "columns", "table_catalog table_schema table_name column_name ordinal_position column_default is_nullable data_type",
            shown.SelectMany(table => table.Columns.Select((column, i) => new[]
            {
                LakeViews.Catalog, table.Database, table.Name, column.Name, FormattableString.Invariant($"{i + 1}"), null, "YES",
                column.AthenaType,
            })),
            "CAST(ordinal_position AS BIGINT) AS ordinal_position");

        void Make(string table, string columns, IEnumerable<string?[]> rows, string? replace = null) => DuckDbEngine.Run(
            connection,
            $"CREATE OR REPLACE VIEW {Own}.{table} AS SELECT *{(replace is null ? "" : $" REPLACE ({replace})")} "
                + $"FROM ({RowsSql.Select(columns.Split(' '), rows)})");
    }
}
