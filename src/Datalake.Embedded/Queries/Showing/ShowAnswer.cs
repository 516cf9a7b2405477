using System.Text.RegularExpressions;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Queries.Showing;

/// <summary>Answers statements that show what there is, in the form in which Athena does.</summary>
/// <param name="folder">The lake; null for one without a file.</param>
/// <param name="databases">The databases.</param>
/// <param name="tables">The tables and views; asked for when a statement needs them.</param>
internal sealed class ShowAnswer(LakeFolder? folder, IReadOnlyList<string> databases, Func<IReadOnlyList<ShownTable>> tables)
{
    /// <summary>The query that gives the answer's rows.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>The query; null when the engine knows better: what DESCRIBE names is no table of the lake.</returns>
    /// <exception cref="QueryRefusedException">There is no such database, table or view.</exception>
    public string? SqlOf(ShowStatement statement)
    {
        switch (statement.Kind)
        {
            case ShowKind.Tables:
                return Names("tab_name", In(statement).Select(table => table.Name), statement.Pattern);
            case ShowKind.Views:
                return Names("views", In(statement).Where(table => table.ViewSql is not null).Select(table => table.Name), statement.Pattern);
            case ShowKind.Databases:
                return Names("database_name", databases, statement.Pattern);
            case ShowKind.Describe when Find(statement) is null:
                return null;
            default:
                var table = Find(statement) ?? throw new QueryRefusedException(
                    $"There is no table or view '{(statement.Database is null ? "" : statement.Database + ".")}{statement.Table}'. SHOW TABLES lists them.");
                return Of(statement.Kind, table);
        }
    }

    private string Of(ShowKind kind, ShownTable table) => kind switch
    {
        ShowKind.Columns => Lines("field", table.Columns.Select(column => column.Name)),
        ShowKind.Describe => RowsSql.Select(["col_name", "data_type", "comment"], Describe(table)),
        ShowKind.Partitions => Lines("partition", Partitions(table)),
        ShowKind.CreateTable when table.ViewSql is not null =>
            throw new QueryRefusedException($"'{table.Name}' is a view. Write SHOW CREATE VIEW {table.Name}."),
        ShowKind.CreateTable => Lines("createtab_stmt", CreateTableText.Of(table, folder)),
        ShowKind.CreateView when table.ViewSql is null =>
            throw new QueryRefusedException($"'{table.Name}' is a table. Write SHOW CREATE TABLE {table.Name}."),
        ShowKind.CreateView => Lines(
            "Create View", $"CREATE VIEW {table.Database}.{table.Name} AS\n{table.ViewSql}".Split('\n').Select(line => line.TrimEnd('\r'))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no answer of this kind."),
    };

    private IEnumerable<ShownTable> In(ShowStatement statement)
    {
        if (statement.Database is { } name && !databases.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new QueryRefusedException($"There is no database '{name}'. There are: {string.Join(", ", databases)}.");
        return tables().Where(table => statement.Database is null || IsIn(table, statement.Database))
            .OrderBy(table => table.Name, StringComparer.Ordinal);
    }

    private ShownTable? Find(ShowStatement statement) =>
        tables().FirstOrDefault(table =>
            string.Equals(table.Name, statement.Table, StringComparison.OrdinalIgnoreCase)
            && (statement.Database is null || IsIn(table, statement.Database)));

    private static bool IsIn(ShownTable table, string database) =>
        string.Equals(table.Database, database, StringComparison.OrdinalIgnoreCase);

    // Athena lists the partition columns among the others, and again by themselves.
    private static IEnumerable<string?[]> Describe(ShownTable table)
    {
        foreach (var column in table.Columns) yield return [column.Name, column.CatalogType, ""];
        if (table.Partitions == 0) yield break;
        yield return ["", "", ""];
        yield return ["# Partition Information", "", ""];
        yield return ["# col_name", "data_type", "comment"];
        foreach (var column in table.Columns.TakeLast(table.Partitions)) yield return [column.Name, column.CatalogType, ""];
    }

    private static string[] Partitions(ShownTable table)
    {
        if (table.Files is null) throw new QueryRefusedException($"'{table.Name}' is a view, and a view has no partitions. Name the table.");
        return FileObjectStore.Guard(
            () => table.Paths()
                .Select(file => string.Join('/', file.Split('/').SkipLast(1).Take(table.Partitions)))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(),
            "list", table.Files);
    }

    private static string Names(string column, IEnumerable<string> names, string? pattern)
    {
        // As in Athena * stands for any characters, | for a choice; % of LIKE stands for any characters too.
        var wanted = pattern is null ? null : new Regex(
            $"^(?:{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("%", ".*", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal)})$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return Lines(column, names.Where(name => wanted is null || wanted.IsMatch(name)));
    }

    private static string Lines(string column, IEnumerable<string> lines) =>
        RowsSql.Select([column], lines.Select(line => new string?[] { line }));
}
