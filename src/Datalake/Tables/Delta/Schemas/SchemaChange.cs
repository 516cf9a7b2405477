namespace Datalake.Tables.Delta.Schemas;

/// <summary>What a table's schema needs to hold the rows of a contract.</summary>
public abstract record SchemaChange
{
    private SchemaChange()
    {
    }

    /// <summary>
    /// Compares a table's schema with the one that is wanted. Names are compared without regard to case; order does not count.
    /// </summary>
    /// <param name="current">The table's metadata.</param>
    /// <param name="wanted">The schema that is wanted.</param>
    public static SchemaChange Of(TableMetadata current, TableSchema wanted)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(wanted);
        var partitions = wanted.Partitions.Select(column => column.Name).ToList();
        if (!current.PartitionColumns.SequenceEqual(partitions, StringComparer.OrdinalIgnoreCase))
        {
            return new Incompatible("", string.Join(", ", current.PartitionColumns), string.Join(", ", partitions))
            {
                Message =
                    $"The table {wanted.Name} is partitioned by '{string.Join(", ", current.PartitionColumns)}', and the contract asks for " +
                    $"'{string.Join(", ", partitions)}'. Run `lake rebuild {wanted.Name}` to write the table anew.",
            };
        }

        var merge = new Merge(wanted.Name);
        var merged = (DeltaStruct?)merge.Types(current.Schema, DeltaSchema.Of(wanted), "");
        if (merge.Problem is { } problem) return problem;
        return merge.Added.Count == 0 ? new Unchanged() : new Widened(current.With(merged!), merge.Added);
    }

    /// <summary>The table can hold the rows as it is.</summary>
    public sealed record Unchanged : SchemaChange;

    /// <summary>The contract has columns, or fields of structs, that the table lacks.</summary>
    /// <param name="Metadata">The metadata to commit: the new columns come last and can be null.</param>
    /// <param name="Added">The new columns and fields, by their paths, e.g. <c>lines.element.sku</c>.</param>
    public sealed record Widened(TableMetadata Metadata, IReadOnlyList<string> Added) : SchemaChange;

    /// <summary>The table's files cannot be read by the contract.</summary>
    /// <param name="Column">The column's path; empty when it is the partitioning that differs.</param>
    /// <param name="Current">The type in the table.</param>
    /// <param name="Wanted">The type in the contract; empty when the contract has no such column.</param>
    public sealed record Incompatible(string Column, string Current, string Wanted) : SchemaChange
    {
        /// <summary>A sentence that names the column and both types and says what to do.</summary>
        public required string Message { get; init; }
    }

    private sealed class Merge(string table)
    {
        public List<string> Added { get; } = [];

        public Incompatible? Problem { get; private set; }

        /// <summary>The type that holds the values of both; null when there is none.</summary>
        public DeltaType? Types(DeltaType current, DeltaType wanted, string path)
        {
            switch (current, wanted)
            {
                case (DeltaStruct row, DeltaStruct other):
                    return Structs(row, other, path);
                case (DeltaArray list, DeltaArray other):
                    return Types(list.Element, other.Element, $"{path}.element") is { } element ? list with { Element = element } : null;
                case (DeltaMap map, DeltaMap other):
                    return Types(map.Key, other.Key, $"{path}.key") is { } key && Types(map.Value, other.Value, $"{path}.value") is { } value
                        ? map with { Key = key, Value = value }
                        : null;
                default:
                    if (current == wanted) return current;
                    return Refuse(
                        path,
                        current.ToString()!,
                        wanted.ToString()!,
                        $"has the type {current}, and the contract declares {wanted}");
            }
        }

        private DeltaStruct? Structs(DeltaStruct current, DeltaStruct wanted, string path)
        {
            var fields = new List<DeltaField>();
            foreach (var field in current.Fields)
            {
                var place = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                // A column that the contract has lost stays: older rows have values in it, newer ones null.
                if (wanted.Find(field.Name) is not { } other)
                {
                    fields.Add(field);
                    continue;
                }

                if (Types(field.Type, other.Type, place) is not { } type) return null;
                fields.Add(field with { Type = type });
            }

            foreach (var field in wanted.Fields.Where(field => current.Find(field.Name) is null))
            {
                Added.Add(path.Length == 0 ? field.Name : $"{path}.{field.Name}");
                fields.Add(field);
            }

            return new DeltaStruct(fields);
        }

        private DeltaType? Refuse(string path, string current, string wanted, string sentence)
        {
            Problem ??= new Incompatible(path, current, wanted)
            {
                Message = $"The column {path} of the table {table} {sentence}. Run `lake rebuild {table}` to write the table anew.",
            };
            return null;
        }
    }
}
