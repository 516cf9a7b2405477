using Datalake.Datasets;

namespace Datalake.Tables;

/// <summary>
/// The columns of a dataset's table. Defined here once: the schemas for DuckDB, Glue, Athena and Firehose derive from it, and tests hold
/// the Spark job and the pages to it.
/// </summary>
/// <param name="Name">The table's name in its database.</param>
/// <param name="Columns">The columns in its files: the declared ones in the order of the contract, then the lineage.</param>
/// <param name="Partitions">The columns in the names of its folders, the outermost first.</param>
public sealed record TableSchema(string Name, IReadOnlyList<TableColumn> Columns, IReadOnlyList<PartitionColumn> Partitions)
{
    /// <summary>The folders of an ingestion hour in a staged table.</summary>
    public static IReadOnlyList<PartitionColumn> IngestionHour { get; } =
    [
        new("ingestion_year", new PrimitiveType(PrimitiveKind.Int), "yyyy"),
        new("ingestion_month", new PrimitiveType(PrimitiveKind.Int), "MM"),
        new("ingestion_day", new PrimitiveType(PrimitiveKind.Int), "dd"),
        new("ingestion_hour", new PrimitiveType(PrimitiveKind.Int), "HH"),
    ];

    /// <summary>The folders of a change date in a consumable table.</summary>
    public static IReadOnlyList<PartitionColumn> ChangeDate { get; } =
    [
        new("year", new PrimitiveType(PrimitiveKind.Int), "yyyy"),
        new("month", new PrimitiveType(PrimitiveKind.Int), "MM"),
        new("day", new PrimitiveType(PrimitiveKind.Int), "dd"),
    ];

    /// <summary>The folder, below a change date, of what one ingestion hour brought.</summary>
    public static PartitionColumn Ingestion { get; } = new("ingestion", new PrimitiveType(PrimitiveKind.String), "yyyyMMddHH");

    /// <summary>The table over <c>stage/</c>: every delivered record.</summary>
    /// <param name="dataset">The dataset.</param>
    public static TableSchema Staged(DatasetContract dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new TableSchema(dataset.StagedTable, ColumnsOf(dataset), IngestionHour);
    }

    /// <summary>The table over <c>consumable_tables/</c>: every version of every entity.</summary>
    /// <param name="dataset">The dataset.</param>
    public static TableSchema Consumable(DatasetContract dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new TableSchema(dataset.ConsumableTable, ColumnsOf(dataset), ChangeDate);
    }

    /// <summary>True for the name of a partition column of any table, which no contract can declare.</summary>
    /// <param name="name">The name, in lower case.</param>
    public static bool IsPartition(string name) =>
        IngestionHour.Concat(ChangeDate).Append(Ingestion).Any(column => string.Equals(column.Name, name, StringComparison.Ordinal));

    /// <summary>Takes the values out of a path whose folders are those of partition columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="folders">The names of the folders, as many as there are columns.</param>
    /// <returns>
    /// The values one behind the other, as the columns' formats one behind the other would write them; null when a folder is not its
    /// column's.
    /// </returns>
    public static string? ValuesOf(IReadOnlyList<PartitionColumn> columns, ReadOnlySpan<string> folders)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var values = string.Empty;
        for (var i = 0; i < columns.Count; i++)
        {
            if (!columns[i].TryParse(folders[i], out var value)) return null;
            values += value;
        }

        return values;
    }

    private static IReadOnlyList<TableColumn> ColumnsOf(DatasetContract dataset) =>
        [.. dataset.Columns.Select(column => new TableColumn(column.Name, column.Type)), .. Lineage.Columns];
}
