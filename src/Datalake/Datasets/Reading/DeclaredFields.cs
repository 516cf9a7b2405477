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

/// <summary>A place in a record that the contract's columns declare: a field, the elements of an array, or the values of a map.</summary>
/// <param name="Segments">The keys from the top.</param>
/// <param name="Type">What is declared there.</param>
internal sealed record DeclaredField(IReadOnlyList<DeclaredSegment> Segments, HiveType Type)
{
    /// <summary>True when the declared array is a dictionary as it arrives, turned by an entries rule.</summary>
    public bool IsMadeByEntries { get; init; }

    public bool IsColumn => Segments is [{ Arrays: 0 }];

    /// <summary>True when the last key is data, not a declared name.</summary>
    public bool IsMapEntry => Segments[^1].Key is null;

    public string ColumnKey => Segments[0].Key ?? "";

    /// <summary>True when a path speaks of this place, or may.</summary>
    /// <param name="path">The path.</param>
    /// <param name="always">False when it depends on a map's keys, which are data.</param>
    public bool IsIn(FieldPath path, out bool always)
    {
        always = true;
        var skipped = Segments.Count - path.Steps.Count;
        if (skipped < 0 || (skipped > 0 && !path.AnyDepth)) return false;
        for (var i = 0; i < path.Steps.Count; i++)
        {
            var (step, segment) = (path.Steps[i], Segments[skipped + i]);
            if (segment.Arrays != (step.Elements ? 1 : 0)) return false;
            if (segment.Key is not null && !step.Matches(segment.Key)) return false;
            if (segment.Key is null && step.Key is not "*") always = false;
        }

        return true;
    }

    /// <summary>As a path, with <c>*</c> for a map's keys.</summary>
    public override string ToString() => string.Join('.', Segments);
}

/// <summary>A key on the way to a <see cref="DeclaredField"/>.</summary>
/// <param name="Key">The key; null for any key of a map.</param>
/// <param name="Arrays">How many arrays are stepped into behind it.</param>
internal readonly record struct DeclaredSegment(string? Key, int Arrays)
{
    public override string ToString() => (Key ?? "*") + string.Concat(Enumerable.Repeat("[]", Arrays));
}
