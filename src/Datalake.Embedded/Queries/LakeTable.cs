using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Storage;
using Datalake.Tables;

namespace Datalake.Embedded.Queries;

/// <summary>A view that queries can read.</summary>
/// <param name="Name">Its name, without the database.</param>
/// <param name="Dataset">The dataset it shows.</param>
/// <param name="Kind">What of the dataset it shows.</param>
public sealed record LakeTable(string Name, DatasetContract Dataset, LakeTableKind Kind)
{
    /// <summary>Athena's hidden column: the file that a row lies in.</summary>
    internal const string Path = "$path";

    /// <summary>Its columns with DuckDB's types: the declared ones, the lineage, the partitions.</summary>
    public IReadOnlyList<(string Name, string Type)> Columns => [.. Sql.Columns(Dataset), .. Partitions];

    /// <summary>Its columns with all their types, those of <see cref="Columns"/>.</summary>
    public IReadOnlyList<DescribedColumn> Described =>
        [
            .. Schema.Columns.Concat(Schema.Partitions.Select(column => new TableColumn(column.Name, column.Type)))
                .Select(column => new DescribedColumn(column.Name, Sql.Type(column.Type), column.Type)),
        ];

    /// <summary>Its columns and partitions as the contract gives them; those of the consumable table for the latest versions.</summary>
    internal TableSchema Schema => Kind == LakeTableKind.Staged ? TableSchema.Staged(Dataset) : TableSchema.Consumable(Dataset);

    /// <summary>The columns that its folders spell.</summary>
    internal (string Name, string Type)[] Partitions => [.. Schema.Partitions.Select(column => (column.Name, Sql.Type(column.Type)))];

    /// <summary>The folder of its files; null for the latest versions, which have none of their own.</summary>
    internal string? Files => Kind switch
    {
        LakeTableKind.Consumable => LakeKeys.Consumable(Dataset.Name),
        LakeTableKind.Staged => LakeKeys.Stage(Dataset.Name),
        _ => null,
    };

    /// <summary>The tables of a dataset: the consumable one, the staged one, and the current versions.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IEnumerable<LakeTable> Of(DatasetContract dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        yield return new LakeTable(dataset.ConsumableTable, dataset, LakeTableKind.Consumable);
        yield return new LakeTable(dataset.StagedTable, dataset, LakeTableKind.Staged);
        yield return new LakeTable(dataset.ConsumableTable + "_current", dataset, LakeTableKind.Current);
    }
}

/// <summary>What a <see cref="LakeTable"/> shows.</summary>
public enum LakeTableKind
{
    /// <summary>Every version of every entity, by change date: <c>consumable_tables/</c>.</summary>
    Consumable,

    /// <summary>Every delivered record, by ingestion hour, duplicates included: <c>stage/</c>.</summary>
    Staged,

    /// <summary>The latest version of each entity.</summary>
    Current,
}
