using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>A scalar field that could be part of the identity or a change date.</summary>
/// <param name="Key">The column it is, or would be as a copy.</param>
/// <param name="Name">Its own key, which says what it is.</param>
/// <param name="Sources">Where a nested one is copied from, the first present one; empty for a field at the top.</param>
/// <param name="Shape">What was seen of it.</param>
/// <param name="Hashes">A hash of its value in each record; 0 where it is absent or null.</param>
internal sealed record KeyField(string Key, string Name, IReadOnlyList<string[]> Sources, ValueShape Shape, ulong[] Hashes)
{
    private const int MaximumFields = 500;
    private const int MaximumDepth = 5;

    /// <summary>True when every record has it.</summary>
    public bool IsEverywhere { get; } = Hashes.All(hash => hash != 0) && Shape.Empty == 0;

    /// <summary>True for a field at the top of the record.</summary>
    public bool IsTop => Sources.Count == 0;

    /// <summary>The column.</summary>
    public Column Column { get; } = ColumnOf(Key, Name, Shape);

    /// <summary>The path in messages.</summary>
    public string Path => IsTop ? Key : string.Join(" or ", Sources.Select(source => string.Join('.', source)));

    /// <summary>The scalar fields of records that are reached through objects only, those at the top first.</summary>
    /// <param name="root">What was seen of the records.</param>
    /// <param name="columnOf">The column that a key at the top becomes; null where it cannot be one.</param>
    public static List<KeyField> Of(ValueShape root, Func<string, string?> columnOf)
    {
        var records = root.Values.Count;
        var fields = new List<KeyField>();
        foreach (var (key, shape) in root.Fields)
        {
            if (IsScalar(shape) && columnOf(key) is { } column)
                fields.Add(new KeyField(column, key, [], shape, HashesOf([shape], records)));
        }

        var taken = root.Fields.Keys.Select(key => columnOf(key) ?? key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Images(root) is var (before, after))
        {
            foreach (var name in root.Fields[after].Fields.Keys.Union(root.Fields[before].Fields.Keys, StringComparer.OrdinalIgnoreCase))
            {
                ValueShape[] shapes =
                [
                    .. ((string[])[after, before]).Select(image => root.Fields[image].Fields.GetValueOrDefault(name)).OfType<ValueShape>(),
                ];
                if (!shapes.All(IsScalar)) continue;
                var both = new ValueShape();
                foreach (var shape in shapes) both.Merge(shape);
                fields.Add(new KeyField(Free(name, taken), name, [[after, name], [before, name]], both, HashesOf(shapes, records)));
            }
        }

        foreach (var (key, shape) in root.Fields) AddNested(fields, shape, [key], records, taken);
        return fields;
    }

    /// <summary>Different values of fields together.</summary>
    public static int Distinct(IEnumerable<ulong[]> hashes, int records)
    {
        var combined = new ulong[records];
        foreach (var column in hashes)
        {
            for (var i = 0; i < records; i++) combined[i] = ulong.RotateLeft(combined[i] * 0x9E37_79B9_7F4A_7C15, 29) ^ column[i];
        }

        return combined.Distinct().Count();
    }

    /// <summary>A name that no field at the top has, made of the keys of a path.</summary>
    private static string Free(string name, HashSet<string> taken)
    {
        var free = ColumnKey.Clean(name).TrimStart('_');
        if (ColumnKey.Check(free) is not null || taken.Contains(free)) free = "source_" + free;
        while (taken.Contains(free)) free += "_";
        return free;
    }

    /// <summary>The two images of a row before and after a change, as Debezium has them.</summary>
    private static (string Before, string After)? Images(ValueShape root)
    {
        var before = root.Fields.Keys.FirstOrDefault(key => key.Equals("before", StringComparison.OrdinalIgnoreCase));
        var after = root.Fields.Keys.FirstOrDefault(key => key.Equals("after", StringComparison.OrdinalIgnoreCase));
        if (before is null || after is null) return null;
        return root.Fields[before].Objects + root.Fields[after].Objects > 0 ? (before, after) : null;
    }

    private static void AddNested(List<KeyField> fields, ValueShape shape, string[] path, int records, HashSet<string> taken)
    {
        if (shape.Objects == 0 || shape.Scalars + shape.Arrays > 0 || path.Length > MaximumDepth || ShapeTypes.IsMap(shape)) return;
        foreach (var (name, field) in shape.Fields)
        {
            if (fields.Count >= MaximumFields) return;
            string[] inner = [.. path, name];
            if (IsScalar(field))
                fields.Add(new KeyField(Free(string.Join('_', inner), taken), name, [inner], field, HashesOf([field], records)));
            AddNested(fields, field, inner, records, taken);
        }
    }

    private static ulong[] HashesOf(ValueShape[] shapes, int records)
    {
        var hashes = new ulong[records];
        foreach (var shape in shapes)
        {
            foreach (var (record, hash) in shape.Values)
            {
                if (hashes[record] == 0) hashes[record] = hash == 0 ? 1 : hash;
            }
        }

        return hashes;
    }

    private static bool IsScalar(ValueShape shape) => shape.Scalars > 0 && shape.Arrays + shape.Objects == 0;

    /// <summary>What the own key of a nested field says about it counts, not the longer key of its copy.</summary>
    private static Column ColumnOf(string key, string name, ValueShape shape)
    {
        var column = ShapeTypes.Column(name, shape);
        return new Column(key, column.Type) { Time = column.Time };
    }
}
