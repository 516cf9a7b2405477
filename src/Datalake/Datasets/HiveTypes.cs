using System.Text;

namespace Datalake.Datasets;

/// <summary>A type without parameters.</summary>
/// <param name="Kind">Which.</param>
public sealed record PrimitiveType(PrimitiveKind Kind) : HiveType
{
    internal override void Write(StringBuilder text) => text.Append(Kind switch
    {
        PrimitiveKind.String => "string",
        PrimitiveKind.Boolean => "boolean",
        PrimitiveKind.TinyInt => "tinyint",
        PrimitiveKind.SmallInt => "smallint",
        PrimitiveKind.Int => "int",
        PrimitiveKind.BigInt => "bigint",
        PrimitiveKind.Float => "float",
        PrimitiveKind.Double => "double",
        PrimitiveKind.Date => "date",
        PrimitiveKind.Timestamp => "timestamp",
        _ => throw new InvalidOperationException($"Primitive kind {Kind} has no Hive name."),
    });
}

/// <summary>The types without parameters.</summary>
public enum PrimitiveKind
{
    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>8-bit signed integer.</summary>
    TinyInt,

    /// <summary>16-bit signed integer.</summary>
    SmallInt,

    /// <summary>32-bit signed integer.</summary>
    Int,

    /// <summary>64-bit signed integer.</summary>
    BigInt,

    /// <summary>32-bit binary floating point.</summary>
    Float,

    /// <summary>64-bit binary floating point.</summary>
    Double,

    /// <summary>Calendar date, years 0001 to 9999.</summary>
    Date,

    /// <summary>Timestamp in UTC with microseconds, years 0001 to 9999.</summary>
    Timestamp,
}

/// <summary>Exact decimal number.</summary>
/// <param name="Precision">Digits in all, 1 to 38.</param>
/// <param name="Scale">Digits behind the point, 0 to <paramref name="Precision"/>.</param>
public sealed record DecimalType(int Precision, int Scale) : HiveType
{
    internal override void Write(StringBuilder text) => text.Append("decimal(").Append(Precision).Append(',').Append(Scale).Append(')');
}

/// <summary>List of values of one type.</summary>
/// <param name="Element">The elements' type.</param>
public sealed record ArrayType(HiveType Element) : HiveType
{
    /// <inheritdoc/>
    public override bool IsScalar => false;

    internal override void Write(StringBuilder text)
    {
        text.Append("array<");
        Element.Write(text);
        text.Append('>');
    }
}

/// <summary>Values under keys that are data. The keys keep their case.</summary>
/// <param name="Key">The keys' type: string.</param>
/// <param name="Value">The values' type.</param>
public sealed record MapType(HiveType Key, HiveType Value) : HiveType
{
    /// <inheritdoc/>
    public override bool IsScalar => false;

    internal override void Write(StringBuilder text)
    {
        text.Append("map<");
        Key.Write(text);
        text.Append(',');
        Value.Write(text);
        text.Append('>');
    }
}

/// <summary>Named fields. Names are compared without regard to case and lower-case in every table.</summary>
/// <param name="Fields">The fields in order; at least one.</param>
public sealed record StructType(IReadOnlyList<StructField> Fields) : HiveType
{
    /// <inheritdoc/>
    public override bool IsScalar => false;

    /// <inheritdoc/>
    public bool Equals(StructType? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Aggregate(17, HashCode.Combine);

    internal override void Write(StringBuilder text)
    {
        text.Append("struct<");
        for (var i = 0; i < Fields.Count; i++)
        {
            if (i > 0) text.Append(',');
            StructFieldName.Write(text, Fields[i].Key);
            text.Append(':');
            Fields[i].Type.Write(text);
        }

        text.Append('>');
    }
}

/// <summary>A field of a <see cref="StructType"/>.</summary>
/// <param name="Key">The JSON key as the contract writes it.</param>
/// <param name="Type">The field's type.</param>
public sealed record StructField(string Key, HiveType Type)
{
    /// <summary>The field's name in every table: the lower-case form of <see cref="Key"/>.</summary>
    public string Name => Key.ToLowerInvariant();
}
