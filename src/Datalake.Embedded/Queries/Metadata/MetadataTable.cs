using Datalake.Tables;

namespace Datalake.Embedded.Queries.Metadata;

/// <summary>A table of what the log says of a consumable table, e.g. <c>"checkout$history"</c>.</summary>
/// <param name="Table">The consumable table.</param>
/// <param name="Kind">What it shows.</param>
public sealed record MetadataTable(LakeTable Table, MetadataKind Kind)
{
    // The names that Trino has for Delta Lake and Iceberg tables, and Athena for the partitions of any table.
    private static readonly Dictionary<MetadataKind, (string Name, string Type)[]> Shapes = new()
    {
        [MetadataKind.Files] =
        [
            ("file_path", "VARCHAR"), .. TableSchema.ChangeDate.Select(part => (part.Name, Engine.Sql.Type(part.Type))),
            ("record_count", "BIGINT"), ("file_size_in_bytes", "BIGINT"), ("null_value_counts", "MAP(VARCHAR, BIGINT)"),
            ("lower_bounds", "MAP(VARCHAR, VARCHAR)"), ("upper_bounds", "MAP(VARCHAR, VARCHAR)"), ("modified_at", "TIMESTAMP"),
            ("added_version", "BIGINT"),
        ],
        [MetadataKind.History] =
        [
            ("version", "BIGINT"), ("timestamp", "TIMESTAMP"), ("operation", "VARCHAR"), ("operation_parameters", "MAP(VARCHAR, VARCHAR)"),
            ("operation_metrics", "MAP(VARCHAR, VARCHAR)"), ("read_version", "BIGINT"), ("is_blind_append", "BOOLEAN"),
            ("engine_info", "VARCHAR"),
        ],
        [MetadataKind.Partitions] =
        [
            .. TableSchema.ChangeDate.Select(part => (part.Name, Engine.Sql.Type(part.Type))), ("file_count", "BIGINT"),
            ("record_count", "BIGINT"), ("total_size", "BIGINT"),
        ],
        [MetadataKind.Properties] = [("key", "VARCHAR"), ("value", "VARCHAR")],
    };

    /// <summary>Its name.</summary>
    public string Name => Table.Name + Suffix(Kind);

    /// <summary>Its columns with the engine's types.</summary>
    public IReadOnlyList<(string Name, string Type)> Columns => Shapes[Kind];

    /// <summary>Finds the table of a name.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <param name="tables">The tables there are.</param>
    /// <returns>Null when it is none of these.</returns>
    public static MetadataTable? Find(string name, IEnumerable<LakeTable> tables)
    {
        if (!name.Contains('$', StringComparison.Ordinal)) return null;
        return tables.Where(table => table.Kind == LakeTableKind.Consumable)
            .SelectMany(table => Shapes.Keys.Select(kind => new MetadataTable(table, kind)))
            .FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    private static string Suffix(MetadataKind kind) => kind switch
    {
        MetadataKind.Files => "$files",
        MetadataKind.History => "$history",
        MetadataKind.Partitions => "$partitions",
        MetadataKind.Properties => "$properties",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no table of this kind."),
    };
}

/// <summary>What a <see cref="MetadataTable"/> shows.</summary>
public enum MetadataKind
{
    /// <summary>The files of a version.</summary>
    Files,

    /// <summary>The versions, the newest first.</summary>
    History,

    /// <summary>The change dates of a version.</summary>
    Partitions,

    /// <summary>The table's properties.</summary>
    Properties,
}
