using System.Text;
using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>A declared column, field, element or map value: what it must be, and how its member begins in the conformed record.</summary>
internal sealed class ConformNode
{
    private readonly Dictionary<string, ConformNode>? byName;

    private ConformNode(HiveType type, string name, int index)
    {
        Type = type;
        Kind = type is PrimitiveType primitive ? primitive.Kind : null;
        Index = index;
        using var prefix = new Utf8Output(64);
        prefix.WriteByte((byte)',');
        JsonText.WriteString(prefix, Encoding.UTF8.GetBytes(name));
        prefix.WriteByte((byte)':');
        Prefix = prefix.WrittenSpan.ToArray();
        switch (type)
        {
            case StructType structure:
                var fields = structure.Fields.Select((field, position) => new ConformNode(field.Type, field.Name, position)).ToArray();
                byName = structure.Fields.Zip(fields).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
                Keys = new KeyTable<ConformNode?>();
                FieldCount = fields.Length;
                break;
            case ArrayType array:
                Element = new ConformNode(array.Element, string.Empty, 0);
                break;
            case MapType map:
                Element = new ConformNode(map.Value, string.Empty, 0);
                break;
        }
    }

    /// <summary>The declared type.</summary>
    public HiveType Type { get; }

    /// <summary>The kind of a type without parameters, else null.</summary>
    public PrimitiveKind? Kind { get; }

    /// <summary>The position among the fields of the struct it is in.</summary>
    public int Index { get; }

    /// <summary>A comma, the lower-case name as a JSON string, a colon.</summary>
    public byte[] Prefix { get; }

    /// <summary>The number of fields of a struct.</summary>
    public int FieldCount { get; }

    /// <summary>What an array's elements or a map's values must be.</summary>
    public ConformNode? Element { get; }

    /// <summary>The keys met in a struct; a null value stands for a key that is not declared.</summary>
    public KeyTable<ConformNode?>? Keys { get; }

    /// <summary>Position in the contract's identity, or -1.</summary>
    public int IdentityIndex { get; private set; } = -1;

    /// <summary>Position in the contract's <c>changedAt</c>, or -1.</summary>
    public int ChangedAtIndex { get; private set; } = -1;

    /// <summary>Makes the tree of a contract; the root is a struct of the columns.</summary>
    public static ConformNode Create(DatasetContract contract)
    {
        var root = new ConformNode(new StructType([.. contract.Columns.Select(column => new StructField(column.Key, column.Type))]), string.Empty, 0);
        for (var i = 0; i < contract.Identity.Count; i++) root.byName![contract.Identity[i].Name].IdentityIndex = i;
        for (var i = 0; i < contract.ChangedAt.Count; i++) root.byName![contract.ChangedAt[i].Name].ChangedAtIndex = i;
        return root;
    }

    /// <summary>Finds which field a key of a struct names, without regard to case, and remembers it.</summary>
    /// <param name="key">The bytes between the quotes.</param>
    /// <param name="previous">The entry of the key before it.</param>
    public KeyTable<ConformNode?>.Entry Learn(ReadOnlySpan<byte> key, KeyTable<ConformNode?>.Entry previous) =>
        Keys!.Add(key, byName!.GetValueOrDefault(JsonText.Decode(key).ToLowerInvariant()), previous);
}
