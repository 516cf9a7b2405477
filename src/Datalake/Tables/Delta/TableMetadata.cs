using Datalake.Tables.Delta.Schemas;

namespace Datalake.Tables.Delta;

/// <summary>What a table is: its schema, partition columns and properties.</summary>
public sealed record TableMetadata : TableAction
{
    private const string Parquet = "parquet";

    private (string Text, DeltaStruct Schema) parsed;

    /// <summary>The table's unique id.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people; null when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>A description for people; null when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The format of the files; only <c>parquet</c> is read.</summary>
    public string Provider { get; init; } = Parquet;

    /// <summary>The schema as the log writes it: JSON; empty when the log has none.</summary>
    public required string SchemaText { get; init; }

    /// <summary>The partition columns, the outermost first.</summary>
    public required IReadOnlyList<string> PartitionColumns { get; init; }

    /// <summary>The table's properties, e.g. <c>delta.appendOnly</c>.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When the metadata was made, in milliseconds since 1970, UTC; null when the log does not say.</summary>
    public long? CreatedTime { get; init; }

    /// <summary>The schema, partition columns included.</summary>
    /// <exception cref="DeltaTableException"><see cref="SchemaText"/> is no schema, or has a type that the lake does not read.</exception>
    public DeltaStruct Schema
    {
        get
        {
            if (!ReferenceEquals(parsed.Text, SchemaText)) parsed = (SchemaText, DeltaSchema.Parse(SchemaText));
            return parsed.Schema;
        }
    }

    /// <summary>The metadata of a new table.</summary>
    /// <param name="id">The table's unique id.</param>
    /// <param name="table">The table.</param>
    /// <param name="createdAt">The time.</param>
    public static TableMetadata Of(Guid id, TableSchema table, DateTimeOffset createdAt)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new TableMetadata
        {
            Id = id.ToString("D"),
            Name = table.Name,
            SchemaText = DeltaSchema.Write(DeltaSchema.Of(table)),
            PartitionColumns = [.. table.Partitions.Select(column => column.Name)],
            CreatedTime = createdAt.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>The same metadata with another schema.</summary>
    /// <param name="wanted">The schema.</param>
    public TableMetadata With(DeltaStruct wanted) => this with { SchemaText = DeltaSchema.Write(wanted) };

    /// <summary>True when the files are Parquet.</summary>
    internal bool IsParquet => string.Equals(Provider, Parquet, StringComparison.OrdinalIgnoreCase);
}
