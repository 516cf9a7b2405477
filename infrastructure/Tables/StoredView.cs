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
    /// <summary>
    /// The view of the latest version of each identity. Athena reads the timestamps of a Delta table with a time zone, which is UTC; only
    /// columns that hold some are cast, since a cast of a struct reads all of its fields.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="database">Its database.</param>
    public static StoredView Current(DatasetContract dataset, string database) => Create(
        dataset.ConsumableTable + "_current",
        database,
        CurrentViewSql.Of(dataset, database),
        [
            .. CurrentViewSql.ColumnsOf(dataset)
                .Select(column => new PlannedColumn(column.Name, column.CatalogType, TrinoType.Of(column.Type))),
        ],
        column => column.AthenaType.Contains("timestamp", StringComparison.Ordinal));

    /// <summary>A view that a file declares. Its types are those that another engine found, so every column is cast.</summary>
    /// <param name="view">The view.</param>
    /// <param name="databaseOf">The catalog's name of a database.</param>
    public static StoredView Of(PlannedView view, Func<string, string> databaseOf) =>
        Create(view.Name, databaseOf(view.Database), view.SqlIn(databaseOf), view.Columns, _ => true);

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

    // Athena refuses to read a view whose query gives other types than were stored with it. So the query is cast to them.
    private static StoredView Create(
        string name, string database, string sql, IReadOnlyList<PlannedColumn> columns, Func<PlannedColumn, bool> isCast)
    {
        var list = columns.Select(column =>
            isCast(column) ? $"{AthenaCast.Of(column)} AS {AthenaCast.Quote(column.Name)}" : AthenaCast.Quote(column.Name));
        return new StoredView(name, database, $"SELECT {string.Join(", ", list)}\nFROM (\n{sql}\n)", columns);
    }
}
