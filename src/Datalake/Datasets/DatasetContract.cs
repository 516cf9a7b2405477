namespace Datalake.Datasets;

/// <summary>
/// What a dataset is: where its arrivals lie, how its records are reshaped, which columns its tables have. Read from
/// <c>datasets/&lt;name&gt;/dataset.json</c> by <see cref="DatasetContractReader"/>; a value of this type has passed every rule of the
/// contract.
/// </summary>
public sealed record DatasetContract
{
    /// <summary>The dataset's name: lower-case letters, digits and underscores, first a letter, at most 64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The Glue database that holds <see cref="StagedTable"/> and <see cref="ConsumableTable"/>.</summary>
    public required string Database { get; init; }

    /// <summary>Which arrivals belong to this dataset, and how they are written.</summary>
    public required RawFormat Raw { get; init; }

    /// <summary>The columns that together name one entity; at least one, each of a scalar type.</summary>
    public required IReadOnlyList<Column> Identity { get; init; }

    /// <summary>
    /// The columns that say when the entity changed, most wanted first; the first one present in a record counts. All of type timestamp or
    /// date.
    /// </summary>
    public required IReadOnlyList<Column> ChangedAt { get; init; }

    /// <summary>The reshaping rules, in the order of the contract.</summary>
    public required IReadOnlyList<StructureRule> Structure { get; init; }

    /// <summary>The fields whose content must not reach the lake in the clear.</summary>
    public required IReadOnlyList<ProtectRule> Protect { get; init; }

    /// <summary>The declared columns in the order of the contract, without the lineage columns.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>The table over <c>stage/</c>.</summary>
    public string StagedTable => "raw_" + Name;

    /// <summary>The table over <c>consumable_tables/</c>.</summary>
    public string ConsumableTable => Name;
}
