using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries.Metadata;
using Datalake.Embedded.Queries.Pruning;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Makes the views over a lake's Parquet files: the columns and types that the contract declares now, whatever the files were written with.
/// Each lies once, in the schema of its database in a catalog of the name that Athena's has; bare names are searched in all of them.
/// </summary>
/// <param name="connection">The engine.</param>
internal sealed class LakeViews(DuckDBConnection connection)
{
    /// <summary>The name of Athena's own catalog.</summary>
    public const string Catalog = "awsdatacatalog";

    // A database of such a name cannot be a schema beside the engine's own; its tables have their bare names only.
    private static readonly string[] EngineSchemas = ["information_schema", "pg_catalog"];

    /// <summary>Makes the schemas of databases, and lets bare names be searched in them.</summary>
    /// <param name="databases">The databases.</param>
    public void CreateSchemas(IEnumerable<string> databases)
    {
        var schemas = databases.Select(SchemaOf).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        Run($"ATTACH ':memory:' AS {Catalog}");
        foreach (var schema in schemas) Run($"CREATE SCHEMA IF NOT EXISTS {Catalog}.{Sql.Name(schema)}");
        var path = string.Join(',', schemas.Select(schema => $"{Catalog}.{Sql.Name(schema)}").Prepend("memory.main"));
        Run($"SET search_path = {Sql.Text(path)}");
    }

    /// <summary>The full name of a table or view in the engine.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="name">Its name.</param>
    public static string NameOf(string database, string name) => $"{Catalog}.{Sql.Name(SchemaOf(database))}.{Sql.Name(name)}";

    private static string SchemaOf(string database) => Array.IndexOf(EngineSchemas, database) >= 0 ? "main" : database;

    /// <summary>Makes a view over files.</summary>
    /// <param name="table">The table.</param>
    /// <param name="files">Its files: their paths, or one pattern, as <see cref="Sql.Glob"/> writes them; none for an empty table.</param>
    /// <param name="withPath">Whether it has the column <c>"$path"</c> too.</param>
    public void Create(LakeTable table, IReadOnlyList<string> files, bool withPath)
    {
        var create = $"CREATE OR REPLACE VIEW {NameOf(table.Dataset.Database, table.Name)} AS";
        if (files.Count == 0)
        {
            (string Name, string Type)[] all = withPath ? [.. table.Columns, (LakeTable.Path, "VARCHAR")] : [.. table.Columns];
            Run($"{create} SELECT {string.Join(", ", all.Select(column => $"CAST(NULL AS {column.Type}) AS {Sql.Name(column.Name)}"))} WHERE false");
            return;
        }

        var columns = Sql.Columns(table.Dataset).ToArray();
        var shown = columns.Select(column => Sql.Name(column.Name)).Concat(table.Partitions.Select(Partition));
        if (withPath) shown = shown.Append($"filename AS {Sql.Name(LakeTable.Path)}");
        Run($"{create} SELECT {string.Join(", ", shown)} FROM {Sql.ReadParquet(Sql.Texts(files), columns, ", filename = true")}");

        // With given columns the engine does not take partitions from the folders' names; it skips files by this expression all the same,
        // file by file, for which the macro of that name would take twice as long.
        string Partition((string Name, string Type) wanted)
        {
            var folders = table.Partitions.Select(partition => partition == wanted ? $"{partition.Name}=(\\d+)" : $"{partition.Name}=\\d+");
            return $"CAST(system.main.regexp_extract(filename, {Sql.Text($"[/\\\\]{string.Join("[/\\\\]", folders)}[/\\\\](?:[^/\\\\]+[/\\\\])?[^/\\\\]+$")}, 1) AS {wanted.Type}) AS {Sql.Name(wanted.Name)}";
        }
    }

    /// <summary>Makes what stands for a table until a query reads it; see <see cref="PlanTables"/>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="withPath">Whether it has the column <c>"$path"</c> too.</param>
    public void CreateForPlan(LakeTable table, bool withPath) =>
        Run($"CREATE OR REPLACE VIEW {NameOf(table.Dataset.Database, table.Name)} AS {PlanTables.Select(table, withPath)}");

    /// <summary>Makes a table of metadata.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">Its rows: a JSON array of objects.</param>
    public void Create(MetadataTable table, string rows)
    {
        var shape = string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\": \"{column.Type}\""));
        Run($"CREATE OR REPLACE TABLE {NameOf(table.Table.Dataset.Database, table.Name)} AS "
            + $"SELECT unnest(from_json({Sql.Text(rows)}, {Sql.Text($"[{{{shape}}}]")}), max_depth := 2)");
    }

    /// <summary>Makes the view of the latest versions over the consumable table.</summary>
    /// <param name="table">The view.</param>
    public void CreateCurrent(LakeTable table) => Run(Current(table));

    /// <summary>
    /// The latest version of each identity. The versions are found by the few columns that distinguish them, and only then joined with the
    /// wide rows: sorting those would take many times the memory. A full join, where a half one would do, lets a filter on the identity
    /// reach both sides.
    /// </summary>
    private static string Current(LakeTable table)
    {
        var dataset = table.Dataset;
        var all = NameOf(dataset.Database, dataset.ConsumableTable);
        var identity = dataset.Identity.Select(column => Sql.Name(column.Name)).ToArray();
        var same = string.Join(" AND ", identity.Select(name => $"version.{name} = latest.{name}"));
        return $"CREATE OR REPLACE VIEW {NameOf(dataset.Database, table.Name)} AS SELECT version.* FROM {all} AS version "
            + $"JOIN (SELECT {string.Join(", ", identity)}, max({Version("each")}) AS \"latest version\" "
            + $"FROM {all} AS each GROUP BY {string.Join(", ", identity)}) AS latest "
            + $"ON {same} AND {Version("version")} = latest.\"latest version\"";

        string Version(string row)
        {
            var timestamps = dataset.ChangedAt.Select(column => $"CAST({row}.{Sql.Name(column.Name)} AS TIMESTAMP)");
            return $"struct_pack(changed := coalesce({string.Join(", ", timestamps)}), ingested := {row}.{Lineage.IngestedAt}, digest := {row}.{Lineage.Digest})";
        }
    }

    private void Run(string sql) => DuckDbEngine.Run(connection, sql);
}
