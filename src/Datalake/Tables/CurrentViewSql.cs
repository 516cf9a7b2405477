using System.Text;
using Datalake.Datasets;

namespace Datalake.Tables;

/// <summary>The view of the latest version of each identity, in Athena's SQL.</summary>
public static class CurrentViewSql
{
    /// <summary>The query that the view stands for.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="database">The database, as the catalog names it.</param>
    public static string Of(DatasetContract dataset, string database)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(database);
        var columns = string.Join(", ", ColumnsOf(dataset).Select(column => Quote(column.Name)));
        var identity = string.Join(", ", dataset.Identity.Select(column => Quote(column.Name)));
        var changed = string.Join(", ", dataset.ChangedAt.Select(column => $"CAST({Quote(column.Name)} AS timestamp)"));
        var latest = dataset.ChangedAt.Count == 1 ? changed : $"coalesce({changed})";
        return $"""
            SELECT {columns}
            FROM (
                SELECT *, row_number() OVER (
                    PARTITION BY {identity}
                    ORDER BY {latest} DESC, {Quote(Lineage.IngestedAt)} DESC, {Quote(Lineage.Digest)} DESC
                ) AS "_version"
                FROM {Quote(database)}.{Quote(dataset.ConsumableTable)}
            )
            WHERE "_version" = 1
            """;
    }

    /// <summary>The view's columns.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IEnumerable<TableColumn> ColumnsOf(DatasetContract dataset) =>
        TableSchema.Consumable(dataset).Columns.Concat(TableSchema.ChangeDate.Select(column => new TableColumn(column.Name, column.Type)));

    private static string Quote(string name) =>
        new StringBuilder().Append('"').Append(name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();
}
