using System.Text;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Tables;

namespace Datalake.Infrastructure.Tables;

/// <summary>The view of the latest version of each identity, in Athena's SQL.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="database">Its database.</param>
internal sealed class CurrentView(DatasetContract dataset, string database)
{
    /// <summary>The view's name.</summary>
    public string Name => dataset.ConsumableTable + "_current";

    /// <summary>The query that the view stands for.</summary>
    public string Sql
    {
        get
        {
            var columns = string.Join(", ", Columns().Select(column => Quote(column.Name)));
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
    }

    /// <summary>The view's columns as a table declares them.</summary>
    public IEnumerable<TableColumn> Columns() =>
        TableSchema.Consumable(dataset).Columns.Concat(TableSchema.ChangeDate.Select(column => new TableColumn(column.Name, column.Type)));

    /// <summary>The text that Athena keeps of a view: its definition in base 64 within a comment.</summary>
    public string Stored()
    {
        var definition = JsonSerializer.SerializeToUtf8Bytes(new
        {
            originalSql = Sql,
            catalog = "awsdatacatalog",
            schema = database,
            columns = Columns().Select(column => new { name = column.Name, type = TrinoType.Of(column.Type) }),
        });
        return $"/* Presto View: {Convert.ToBase64String(definition)} */";
    }

    private static string Quote(string name) =>
        new StringBuilder().Append('"').Append(name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();
}
