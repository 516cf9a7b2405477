using Datalake.Datasets;
using Datalake.Embedded.Engine;
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

    /// <summary>The columns that its folders spell.</summary>
    internal (string Name, string Type)[] Partitions =>
        [
            .. (Kind == LakeTableKind.Staged ? TableSchema.Staged(Dataset) : TableSchema.Consumable(Dataset)).Partitions.Select(column =>
                (column.Name, Sql.Type(column.Type))
            ),
        ];

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
