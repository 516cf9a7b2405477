namespace Datalake.Datasets.Reading;

/// <summary>
/// All places the columns declare, as they are before the structure rules: where an entries rule turns a dictionary into an array, the
/// dictionary is what paths see.
/// </summary>
internal sealed class DeclaredFields
{
    private readonly List<DeclaredField> fields = [];
    private readonly EntriesRule[] entries;

    public DeclaredFields(IEnumerable<Column> columns, IEnumerable<EntriesRule> entries)
    {
        this.entries = entries.ToArray();
        foreach (var column in columns) Add([], new DeclaredSegment(column.Key, 0), column.Type);
    }

    /// <summary>The places a path speaks of, in the order of the contract.</summary>
    /// <param name="path">The path.</param>
    /// <param name="always">True for only those it speaks of whatever keys the maps of a record have.</param>
    public IReadOnlyList<DeclaredField> Find(FieldPath path, bool always) =>
        fields.Where(field => field.IsIn(path, out var isAlways) && (isAlways || !always)).ToArray();

    private void Add(DeclaredSegment[] parents, DeclaredSegment last, HiveType type)
    {
        DeclaredSegment[] segments = [.. parents, last];
        var field = new DeclaredField(segments, type);
        var arriving = BeforeEntries(field);
        fields.Add(field with { IsMadeByEntries = !ReferenceEquals(arriving, type) });
        switch (arriving)
        {
            case ArrayType array:
                Add(parents, last with { Arrays = last.Arrays + 1 }, array.Element);
                break;
            case MapType map:
                Add(segments, new DeclaredSegment(null, 0), map.Value);
                break;
            case StructType structure:
                foreach (var inner in structure.Fields) Add(segments, new DeclaredSegment(inner.Key, 0), inner.Type);
                break;
        }
    }

    private HiveType? BeforeEntries(DeclaredField field)
    {
        if (field.Type is not ArrayType { Element: StructType made }) return field.Type;
        if (entries.FirstOrDefault(rule => field.IsIn(rule.Path, out _)) is not { } rule) return field.Type;
        var value = made.Fields.FirstOrDefault(inner => string.Equals(inner.Key, rule.ValueName, StringComparison.OrdinalIgnoreCase));
        return value is null ? null : new MapType(new PrimitiveType(PrimitiveKind.String), value.Type);
    }
}
