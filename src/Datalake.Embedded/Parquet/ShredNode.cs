using System.Text;
using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>A field of the schema with what reads its values: the keys met in a struct, or the column of a leaf.</summary>
internal sealed class ShredNode
{
    private readonly Dictionary<string, ShredNode>? byName;

    private ShredNode(ShredKind kind, IEnumerable<ParquetField> children, IReadOnlyList<ParquetColumn> columns)
    {
        Kind = kind;
        Children = [.. children.Select(child => new ShredNode(child, columns))];
        if (kind == ShredKind.Struct)
            byName = Children.ToDictionary(child => Encoding.UTF8.GetString(child.Name), StringComparer.Ordinal);
    }

    private ShredNode(ParquetField field, IReadOnlyList<ParquetColumn> columns)
        : this(KindOf(field.Type), field.Children, columns)
    {
        Name = field.Name;
        NullLevel = field.NullLevel;
        Level = field.Level;
        Repeated = field.Repeated;
        (Precision, Scale) = field.Type is DecimalType number ? (number.Precision, number.Scale) : (0, 0);
        (Minimum, Maximum) = field.Type is PrimitiveType primitive ? RangeOf(primitive.Kind) : (0, 0);
        Columns = [.. columns.Take(field.FirstLeaf..field.EndLeaf)];
    }

    /// <summary>What reads a value.</summary>
    public ShredKind Kind { get; }

    /// <summary>The name in the schema.</summary>
    public byte[] Name { get; } = [];

    /// <summary>The columns below; one for a leaf.</summary>
    public ParquetColumn[] Columns { get; } = [];

    /// <summary>Fields of a struct; the element of a list; key and value of a map.</summary>
    public ShredNode[] Children { get; }

    /// <inheritdoc cref="ParquetField.NullLevel"/>
    public byte NullLevel { get; }

    /// <inheritdoc cref="ParquetField.Level"/>
    public byte Level { get; }

    /// <inheritdoc cref="ParquetField.Repeated"/>
    public byte Repeated { get; }

    /// <summary>The smallest whole number that fits.</summary>
    public long Minimum { get; }

    /// <summary>The largest whole number that fits.</summary>
    public long Maximum { get; }

    /// <summary>Digits of a decimal.</summary>
    public int Precision { get; }

    /// <summary>Digits behind the point of a decimal.</summary>
    public int Scale { get; }

    /// <summary>The keys met in a struct.</summary>
    public KeyTable<ShredNode?> Keys { get; } = new();

    /// <summary>In a list or map: the opening of the struct around it in which it last got a value.</summary>
    public long FilledIn { get; set; }

    /// <summary>Of a struct that no list or map is around: how often it was there in this row group.</summary>
    public long Openings { get; set; }

    /// <summary>
    /// Of a field of such a struct: up to which opening of the struct its columns have entries. Where it is not there, none are made until
    /// its next value, so that the columns of what is hardly ever there are hardly ever touched.
    /// </summary>
    public long Filled { get; set; }

    /// <summary>The tree of a file: a struct of its columns, which is always there.</summary>
    public static ShredNode Root(ParquetSchema schema, IReadOnlyList<ParquetColumn> columns) =>
        new(ShredKind.Struct, schema.Columns, columns);

    /// <summary>Makes the entries of openings of the struct around it in which it was not there.</summary>
    /// <param name="opening">The last of them.</param>
    public void FillUpTo(long opening)
    {
        Settle();
        foreach (var column in Columns) column.AddNulls(checked((int)(opening - Filled)), NullLevel);
        Filled = opening;
    }

    /// <summary>Makes all entries below it that are still to be made.</summary>
    public void Settle()
    {
        if (Kind != ShredKind.Struct || Repeated > 0) return;
        foreach (var field in Children)
        {
            if (field.Filled < Openings) field.FillUpTo(Openings);
            else field.Settle();
        }
    }

    /// <summary>Begins a row group.</summary>
    public void Reset()
    {
        (Openings, Filled) = (0, 0);
        foreach (var child in Children) child.Reset();
    }

    /// <summary>Finds the field that a key of a struct names, and remembers it.</summary>
    public KeyTable<ShredNode?>.Entry Learn(ReadOnlySpan<byte> key, KeyTable<ShredNode?>.Entry previous) =>
        Keys.Add(key, byName!.GetValueOrDefault(JsonText.Decode(key)), previous);

    private static (long Minimum, long Maximum) RangeOf(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.TinyInt => (sbyte.MinValue, sbyte.MaxValue),
        PrimitiveKind.SmallInt => (short.MinValue, short.MaxValue),
        PrimitiveKind.Int => (int.MinValue, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    private static ShredKind KindOf(HiveType type) => type switch
    {
        StructType => ShredKind.Struct,
        ArrayType => ShredKind.List,
        MapType => ShredKind.Map,
        DecimalType { Precision: <= 9 } => ShredKind.ShortDecimal,
        DecimalType { Precision: <= 18 } => ShredKind.Decimal,
        DecimalType => ShredKind.LongDecimal,
        PrimitiveType primitive => primitive.Kind switch
        {
            PrimitiveKind.String => ShredKind.Text,
            PrimitiveKind.Boolean => ShredKind.Boolean,
            PrimitiveKind.TinyInt or PrimitiveKind.SmallInt or PrimitiveKind.Int => ShredKind.Int,
            PrimitiveKind.BigInt => ShredKind.Long,
            PrimitiveKind.Float => ShredKind.Float,
            PrimitiveKind.Double => ShredKind.Double,
            PrimitiveKind.Date => ShredKind.Date,
            PrimitiveKind.Timestamp => ShredKind.Timestamp,
            _ => throw new InvalidOperationException($"Nothing reads values of {type}."),
        },
        _ => throw new InvalidOperationException($"Nothing reads values of {type}."),
    };
}

/// <summary>How a value of a conformed record is read.</summary>
internal enum ShredKind
{
    Text,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Date,
    Timestamp,
    ShortDecimal,
    Decimal,
    LongDecimal,
    Struct,
    List,
    Map,
}
