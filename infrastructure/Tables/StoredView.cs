using System.Text;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Infrastructure.Plan;
using Datalake.Tables;

namespace Datalake.Infrastructure.Tables;

/// <summary>A view as Athena keeps it in the catalog.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Database">Its database, as the catalog names it.</param>
/// <param name="Sql">The query, in Athena's SQL.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record StoredView(string Name, string Database, string Sql, IReadOnlyList<PlannedColumn> Columns)
{
    /// <summary>The view of the latest version of each identity.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="database">Its database.</param>
    public static StoredView Current(DatasetContract dataset, string database) => new(
        dataset.ConsumableTable + "_current",
        database,
        CurrentViewSql.Of(dataset, database),
        [
            .. CurrentViewSql.ColumnsOf(dataset)
                .Select(column => new PlannedColumn(column.Name, column.CatalogType, TrinoType.Of(column.Type))),
        ]);

    /// <summary>
    /// A view that a file declares. Athena refuses to read a view whose query gives other types than were stored with it, and the types are
    /// those that another engine found. So the query is cast to them.
    /// </summary>
    /// <param name="view">The view.</param>
    /// <param name="databaseOf">The catalog's name of a database.</param>
    public static StoredView Of(PlannedView view, Func<string, string> databaseOf)
    {
        var columns = view.Columns.Select(column => $"CAST({Quote(column.Name)} AS {column.AthenaType}) AS {Quote(column.Name)}");
        return new StoredView(
            view.Name, databaseOf(view.Database), $"SELECT {string.Join(", ", columns)}\nFROM (\n{view.SqlIn(databaseOf)}\n)", view.Columns);
    }

    /// <summary>The text that Athena keeps of a view: its definition in base 64 within a comment.</summary>
    public string Text()
    {
        var definition = JsonSerializer.SerializeToUtf8Bytes(new
        {
            originalSql = Sql,
            catalog = "awsdatacatalog",
            schema = Database,
            columns = Columns.Select(column => new { name = column.Name, type = column.AthenaType }),
        });
        return $"/* Presto View: {Convert.ToBase64String(definition)} */";
    }

    private static string Quote(string name) =>
        new StringBuilder().Append('"').Append(name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();
}
