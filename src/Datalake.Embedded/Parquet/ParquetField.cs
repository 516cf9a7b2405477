using System.Text;
using Datalake.Datasets;

namespace Datalake.Embedded.Parquet;

/// <summary>
/// A column, struct field, list element, map key or map value in the schema of a Parquet file, with its levels: a value that is not there
/// is told apart from an empty one, and an element from the next row's, by these numbers alone.
/// </summary>
internal sealed class ParquetField
{
    private ParquetField(
        string name, HiveType type, bool isRequired, byte nullLevel, byte repeated, IEnumerable<byte[]> above, List<ParquetField> leaves)
    {
        Name = Encoding.UTF8.GetBytes(name);
        Type = type;
        IsRequired = isRequired;
        NullLevel = nullLevel;
        Level = (byte)(isRequired ? nullLevel : nullLevel + 1);
        Repeated = repeated;
        Path = [.. above, Name];
        FirstLeaf = leaves.Count;
        Children = type switch
        {
            StructType structure =>
                [.. structure.Fields.Select(field => new ParquetField(field.Name, field.Type, false, Level, repeated, Path, leaves))],
            ArrayType array => [Element("element", array.Element, false, "list"u8)],
            MapType map => [Element("key", map.Key, true, "key_value"u8), Element("value", map.Value, false, "key_value"u8)],
            _ => [],
        };
        if (Children.Count == 0) leaves.Add(this);
        EndLeaf = leaves.Count;

        ParquetField Element(string child, HiveType of, bool required, ReadOnlySpan<byte> group) =>
            new(child, of, required, (byte)(Level + 1), (byte)(repeated + 1), [.. Path, group.ToArray()], leaves);
    }

    /// <summary>Its name.</summary>
    public byte[] Name { get; }

    /// <summary>Its type.</summary>
    public HiveType Type { get; }

    /// <summary>True when it is never null.</summary>
    public bool IsRequired { get; }

    /// <summary>The definition level that says: null here, and nothing above is.</summary>
    public byte NullLevel { get; }

    /// <summary>The definition level that says: here is a value, an empty list or map included.</summary>
    public byte Level { get; }

    /// <summary>How many lists and maps are around it: the repetition level of its own next value in the innermost of them.</summary>
    public byte Repeated { get; }

    /// <summary>The names from the column down to it.</summary>
    public IReadOnlyList<byte[]> Path { get; }

    /// <summary>Fields of a struct; the element of a list; key and value of a map.</summary>
    public IReadOnlyList<ParquetField> Children { get; }

    /// <summary>The number of the first leaf in it, itself when it has no children.</summary>
    public int FirstLeaf { get; }

    /// <summary>The number behind its last leaf.</summary>
    public int EndLeaf { get; }

    /// <summary>A column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="leaves">The leaves of the columns before it; receives its own.</param>
    public static ParquetField Column(string name, HiveType type, List<ParquetField> leaves) => new(name, type, false, 0, 0, [], leaves);
}
