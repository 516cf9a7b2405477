using System.Text;
using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>A declared column, field, element or map value: what it must be, and how its member begins in the conformed record.</summary>
internal sealed class ConformNode
{
    private readonly Dictionary<string, ConformNode>? byName;

    /// <summary>The lower-case name as a JSON string and a colon. A field, since it is too large to be copied for each member.</summary>
    public readonly JsonToken Prefix;

    private ConformNode(HiveType type, string name)
    {
        Type = type;
        Kind = type is PrimitiveType primitive ? primitive.Kind : null;
        using var prefix = new Utf8Output(64);
        JsonText.WriteString(prefix, Encoding.UTF8.GetBytes(name));
        prefix.WriteByte((byte)':');
        Prefix = new JsonToken(prefix.WrittenSpan);
        switch (type)
        {
            case StructType structure:
                var fields = structure.Fields.Select(field => new ConformNode(field.Type, field.Name)).ToArray();
                byName = structure.Fields.Zip(fields).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
                Keys = new KeyTable<ConformNode?>();
                break;
            case ArrayType array:
                Element = new ConformNode(array.Element, string.Empty);
                break;
            case MapType map:
                Element = new ConformNode(map.Value, string.Empty);
                break;
        }
    }

    /// <summary>The declared type.</summary>
    public HiveType Type { get; }

    /// <summary>The kind of a type without parameters, else null.</summary>
    public PrimitiveKind? Kind { get; }

    /// <summary>How a timestamp or date is written.</summary>
    public TimeFormat Time { get; private set; } = TimeFormat.Default;

    /// <summary>True when a number is written with a decimal comma.</summary>
    public bool DecimalComma { get; private set; }

    /// <summary>What an array's elements or a map's values must be.</summary>
    public ConformNode? Element { get; }

    /// <summary>The keys met in a struct; a null value stands for a key that is not declared.</summary>
    public KeyTable<ConformNode?>? Keys { get; }

    /// <summary>Position in the contract's identity, or -1.</summary>
    public int IdentityIndex { get; private set; } = -1;

    /// <summary>Position in the contract's <c>changedAt</c>, or -1.</summary>
    public int ChangedAtIndex { get; private set; } = -1;

    /// <summary>
    /// The opening of the struct around it in which it last got a value. A place in the tree is in one struct at a time, so that comparing
    /// numbers tells whether a field has its value already, and nothing need be cleared.
    /// </summary>
    public long FilledIn { get; set; }

    /// <summary>Makes the tree of a contract; the root is a struct of the columns.</summary>
    public static ConformNode Create(DatasetContract contract)
    {
        var root = new ConformNode(
            new StructType([.. contract.Columns.Select(column => new StructField(column.Key, column.Type))]), string.Empty);
        foreach (var column in contract.Columns)
        {
            root.byName![column.Name].Time = column.Time;
            root.byName![column.Name].DecimalComma = contract.Raw.Csv.DecimalComma;
        }

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
