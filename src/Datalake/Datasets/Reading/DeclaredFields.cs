namespace Datalake.Datasets.Reading;

/// <summary>
/// All places the columns declare, as they are before the structure rules: where an entries rule turns a dictionary into an array, the
/// dictionary is what paths see; a field that a rename or copy rule makes is also where it comes from.
/// </summary>
internal sealed class DeclaredFields
{
    private readonly List<DeclaredField> fields = [];
    private readonly EntriesRule[] entries;
    private readonly RenameRule[] renames;

    public DeclaredFields(IEnumerable<Column> columns, IEnumerable<StructureRule> rules)
    {
        var all = rules.ToArray();
        entries = [.. all.OfType<EntriesRule>()];
        renames = [.. all.OfType<RenameRule>()];
        var copies = all.OfType<CopyRule>().ToArray();
        foreach (var column in columns)
        {
            var sources = copies.Where(copy => Same(copy.To, column.Key)).ToArray();
            AddNamed([], column.Key, column.Type, column.Key, hasOtherSource: sources.Length > 0);
            foreach (var copy in sources)
            {
                Add([.. copy.Path.Steps.SkipLast(1).Select(step => new DeclaredSegment(step.Key, 0))],
                    new DeclaredSegment(copy.Path.Steps[^1].Key, 0), column.Type, column.Key, hasOtherSource: true);
            }
        }
    }

    /// <summary>The places a path speaks of, in the order of the contract.</summary>
    /// <param name="path">The path.</param>
    /// <param name="always">True for only those it speaks of whatever keys the maps of a record have.</param>
    public IReadOnlyList<DeclaredField> Find(FieldPath path, bool always) =>
        fields.Where(field => field.IsIn(path, out var isAlways) && (isAlways || !always)).ToArray();

    /// <summary>Adds a field under its name and under those that are renamed to it.</summary>
    private void AddNamed(DeclaredSegment[] parents, string key, HiveType type, string? column, bool hasOtherSource)
    {
        var sources = renames.Where(rename => Same(rename.To, key) && IsIn(rename.Path, parents)).ToArray();
        Add(parents, new DeclaredSegment(key, 0), type, column, hasOtherSource || sources.Length > 0);
        foreach (var rename in sources)
            Add(parents, new DeclaredSegment(rename.Path.Steps[^1].Key, 0), type, column, hasOtherSource);
    }

    private void Add(DeclaredSegment[] parents, DeclaredSegment last, HiveType type, string? column, bool hasOtherSource)
    {
        DeclaredSegment[] segments = [.. parents, last];
        var field = new DeclaredField(segments, type) { Column = column, HasOtherSource = hasOtherSource };
        var arriving = BeforeEntries(field);
        fields.Add(field with { IsMadeByEntries = !ReferenceEquals(arriving, type) });
        switch (arriving)
        {
            case ArrayType array:
                Add(parents, last with { Arrays = last.Arrays + 1 }, array.Element, null, hasOtherSource);
                break;
            case MapType map:
                Add(segments, new DeclaredSegment(null, 0), map.Value, null, hasOtherSource);
                break;
            case StructType structure:
                foreach (var inner in structure.Fields) AddNamed(segments, inner.Key, inner.Type, null, hasOtherSource);
                break;
        }
    }

    private static bool IsIn(FieldPath path, DeclaredSegment[] parents) =>
        new DeclaredField([.. parents, new DeclaredSegment(path.Steps[^1].Key, 0)], new PrimitiveType(PrimitiveKind.String))
            .IsIn(path, out _);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

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

    /// <summary>The key of the column that the place is; null when it is inside one.</summary>
    public string? Column { get; init; }

    /// <summary>True when its column also gets its value from elsewhere, so that it may be removed here.</summary>
    public bool HasOtherSource { get; init; }

    /// <summary>True when the last key is data, not a declared name.</summary>
    public bool IsMapEntry => Segments[^1].Key is null;

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
