using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Storage;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Makes the views over a lake's Parquet files: the columns and types that the contract declares now, whatever the files were written with.
/// </summary>
internal sealed class LakeViews(DuckDBConnection connection, LakeFolder folder)
{
    // A database of such a name cannot be a schema beside the engine's own; its tables have their bare names only.
    private static readonly string[] EngineSchemas = ["main", "memory", "system", "temp", "information_schema", "pg_catalog"];

    /// <summary>Makes a view by its bare name.</summary>
    /// <param name="table">The table.</param>
    /// <param name="withPath">Whether it has the column <c>"$path"</c> too.</param>
    /// <returns>False when the table has no file yet: the view is empty, and must be made again to show those that come.</returns>
    public bool Create(LakeTable table, bool withPath)
    {
        var filled = true;
        switch (table.Kind)
        {
            case LakeTableKind.Consumable:
                filled = CreateOver(table, LakeKeys.Consumable(table.Dataset.Name), withPath);
                break;
            case LakeTableKind.Staged:
                filled = CreateOver(table, LakeKeys.Stage(table.Dataset.Name), withPath);
                break;
            case LakeTableKind.Current:
                Run(Current(table));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(table), table.Kind, "There is no view of this kind.");
        }

        return filled;
    }

    /// <summary>Makes a view, made before, known under the name of its database too.</summary>
    public void CreateInDatabase(LakeTable table)
    {
        if (Array.IndexOf(EngineSchemas, table.Dataset.Database) >= 0) return;
        Run($"CREATE SCHEMA IF NOT EXISTS {Sql.Name(table.Dataset.Database)}");
        Run($"CREATE OR REPLACE VIEW {Sql.Name(table.Dataset.Database)}.{Sql.Name(table.Name)} AS FROM memory.main.{Sql.Name(table.Name)}");
    }

    /// <summary>A path with the characters that would stand for others made to stand for themselves.</summary>
    public static string Glob(string path) =>
        path.Replace("[", "[[]", StringComparison.Ordinal)
            .Replace("*", "[*]", StringComparison.Ordinal)
            .Replace("?", "[?]", StringComparison.Ordinal);

    private bool CreateOver(LakeTable table, string prefix, bool withPath)
    {
        var path = Path.Combine(folder.Root, prefix.TrimEnd('/'));
        var create = $"CREATE OR REPLACE VIEW main.{Sql.Name(table.Name)} AS";
        if (!HasFiles(path))
        {
            (string Name, string Type)[] all = withPath ? [.. table.Columns, (LakeTable.Path, "VARCHAR")] : [.. table.Columns];
            Run(
                $"{create} SELECT {string.Join(", ", all.Select(column => $"CAST(NULL AS {column.Type}) AS {Sql.Name(column.Name)}"))} WHERE false"
            );
            return false;
        }

        // The engine gets the columns: it opens a file only to read it, casts what was written with another type, and has NULL for what was
        // not there yet. Had it to find them out (union_by_name), it would open every file first, and keep them all in memory.
        var columns = Sql.Columns(table.Dataset).ToArray();
        var schema = columns.Select(column =>
            $"{Sql.Text(column.Name)}: {{name: {Sql.Text(column.Name)}, type: {Sql.Text(column.Type)}, default_value: NULL}}"
        );
        var files = $"{Glob(path)}/{string.Concat(table.Partitions.Select(partition => partition.Name + "=*/"))}*.parquet";
        var shown = columns.Select(column => Sql.Name(column.Name)).Concat(table.Partitions.Select(Partition));
        if (withPath) shown = shown.Append($"filename AS {Sql.Name(LakeTable.Path)}");
        Run($"{create} SELECT {string.Join(", ", shown)} "
            + $"FROM read_parquet({Sql.Text(files)}, filename = true, schema = MAP {{{string.Join(", ", schema)}}})");
        return true;

        // With given columns the engine does not take partitions from the folders' names; it skips files by this expression all the same,
        // file by file, for which the macro of that name would take twice as long.
        string Partition((string Name, string Type) wanted)
        {
            var folders = table.Partitions.Select(partition => partition == wanted ? $"{partition.Name}=(\\d+)" : $"{partition.Name}=\\d+");
            return $"CAST(system.main.regexp_extract(filename, {Sql.Text($"[/\\\\]{string.Join("[/\\\\]", folders)}[/\\\\][^/\\\\]+$")}, 1) AS {wanted.Type}) AS {Sql.Name(wanted.Name)}";
        }
    }

    /// <summary>
    /// The latest version of each identity. The versions are found by the few columns that distinguish them, and only then joined with the
    /// wide rows: sorting those would take many times the memory. A full join, where a half one would do, lets a filter on the identity
    /// reach both sides.
    /// </summary>
    private static string Current(LakeTable table)
    {
        var dataset = table.Dataset;
        var identity = dataset.Identity.Select(column => Sql.Name(column.Name)).ToArray();
        var same = string.Join(" AND ", identity.Select(name => $"version.{name} = latest.{name}"));
        return $"CREATE OR REPLACE VIEW main.{Sql.Name(table.Name)} AS SELECT version.* FROM main.{Sql.Name(dataset.ConsumableTable)} AS version "
            + $"JOIN (SELECT {string.Join(", ", identity)}, max({Version("each")}) AS \"latest version\" "
            + $"FROM main.{Sql.Name(dataset.ConsumableTable)} AS each GROUP BY {string.Join(", ", identity)}) AS latest "
            + $"ON {same} AND {Version("version")} = latest.\"latest version\"";

        string Version(string row)
        {
            var timestamps = dataset.ChangedAt.Select(column => $"CAST({row}.{Sql.Name(column.Name)} AS TIMESTAMP)");
            return $"struct_pack(changed := coalesce({string.Join(", ", timestamps)}), ingested := {row}.{Lineage.IngestedAt}, digest := {row}.{Lineage.Digest})";
        }
    }

    private static bool HasFiles(string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path, "*.parquet", SearchOption.AllDirectories).Any();

    private void Run(string sql) => DuckDbEngine.Run(connection, sql);
}
