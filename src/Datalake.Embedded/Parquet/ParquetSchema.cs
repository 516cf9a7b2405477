using System.Runtime.CompilerServices;
using Datalake.Datasets;
using Datalake.Tables;

namespace Datalake.Embedded.Parquet;

/// <summary>The columns of a table as a Parquet file has them: the same names, types and order.</summary>
internal sealed class ParquetSchema
{
    /// <summary>Bytes of a decimal that no whole number of the format holds.</summary>
    public const int DecimalBytes = 16;

    private static readonly ConditionalWeakTable<DatasetContract, ParquetSchema> Known = [];

    private readonly List<ParquetField> leaves = [];

    /// <summary>Takes the columns of a table.</summary>
    public ParquetSchema(IEnumerable<TableColumn> columns)
    {
        Columns = [.. columns.Select(column => ParquetField.Column(column.Name, column.Type, leaves))];
    }

    /// <summary>The columns of the files of a dataset's tables.</summary>
    public static ParquetSchema Of(DatasetContract dataset) =>
        Known.GetValue(dataset, contract => new ParquetSchema(TableSchema.Consumable(contract).Columns));

    /// <summary>The columns.</summary>
    public IReadOnlyList<ParquetField> Columns { get; }

    /// <summary>What holds values: fields without children, in the order of the columns.</summary>
    public IReadOnlyList<ParquetField> Leaves => leaves;

    /// <summary>How the values of a leaf are stored.</summary>
    public static PhysicalType PhysicalTypeOf(HiveType type) => type switch
    {
        PrimitiveType primitive => primitive.Kind switch
        {
            PrimitiveKind.String => PhysicalType.ByteArray,
            PrimitiveKind.Boolean => PhysicalType.Boolean,
            PrimitiveKind.TinyInt or PrimitiveKind.SmallInt or PrimitiveKind.Int or PrimitiveKind.Date => PhysicalType.Int32,
            PrimitiveKind.BigInt or PrimitiveKind.Timestamp => PhysicalType.Int64,
            PrimitiveKind.Float => PhysicalType.Float,
            PrimitiveKind.Double => PhysicalType.Double,
            _ => throw new InvalidOperationException($"Parquet has no type for {type}."),
        },
        DecimalType { Precision: <= 9 } => PhysicalType.Int32,
        DecimalType { Precision: <= 18 } => PhysicalType.Int64,
        DecimalType => PhysicalType.FixedLengthByteArray,
        _ => throw new InvalidOperationException($"Parquet stores {type} in its parts."),
    };

    /// <summary>Writes the schema as field 2 of the file's metadata.</summary>
    public void Write(ThriftWriter footer)
    {
        footer.List(2, ThriftType.Struct, 1 + Columns.Sum(Elements));
        footer.Element();
        footer.Text(4, "schema"u8);
        footer.Int(5, Columns.Count);
        footer.End();
        foreach (var column in Columns) Write(column, footer);
    }

    private static int Elements(ParquetField field) =>
        1 + (field.Type is ArrayType or MapType ? 1 : 0) + field.Children.Sum(Elements);

    private static void Write(ParquetField field, ThriftWriter footer)
    {
        var repetition = field.IsRequired ? Repetition.Required : Repetition.Optional;
        switch (field.Type)
        {
            case StructType:
                Group(footer, repetition, field.Name, field.Children.Count);
                footer.End();
                break;
            case ArrayType:
                Group(footer, repetition, field.Name, 1);
                Meaning(footer, ConvertedType.List, LogicalType.List);
                footer.End();
                Group(footer, Repetition.Repeated, "list"u8, 1);
                footer.End();
                break;
            case MapType:
                Group(footer, repetition, field.Name, 1);
                Meaning(footer, ConvertedType.Map, LogicalType.Map);
                footer.End();
                Group(footer, Repetition.Repeated, "key_value"u8, 2);
                footer.End();
                break;
            default:
                Leaf(field, repetition, footer);
                break;
        }

        foreach (var child in field.Children) Write(child, footer);
    }

    private static void Group(ThriftWriter footer, Repetition repetition, ReadOnlySpan<byte> name, int children)
    {
        footer.Element();
        footer.Int(3, (int)repetition);
        footer.Text(4, name);
        footer.Int(5, children);
    }

    private static void Meaning(ThriftWriter footer, ConvertedType converted, LogicalType logical)
    {
        footer.Int(6, (int)converted);
        footer.Struct(10);
        footer.Empty((int)logical);
        footer.End();
    }

    private static void Leaf(ParquetField field, Repetition repetition, ThriftWriter footer)
    {
        var physical = PhysicalTypeOf(field.Type);
        footer.Element();
        footer.Int(1, (int)physical);
        if (physical == PhysicalType.FixedLengthByteArray) footer.Int(2, DecimalBytes);
        footer.Int(3, (int)repetition);
        footer.Text(4, field.Name);
        switch (field.Type)
        {
            case DecimalType number:
                footer.Int(6, (int)ConvertedType.Decimal);
                footer.Int(7, number.Scale);
                footer.Int(8, number.Precision);
                footer.Struct(10);
                footer.Struct((int)LogicalType.Decimal);
                footer.Int(1, number.Scale);
                footer.Int(2, number.Precision);
                footer.End();
                footer.End();
                break;
            case PrimitiveType { Kind: PrimitiveKind.String }:
                Meaning(footer, ConvertedType.Utf8, LogicalType.String);
                break;
            case PrimitiveType { Kind: PrimitiveKind.Date }:
                Meaning(footer, ConvertedType.Date, LogicalType.Date);
                break;
            case PrimitiveType { Kind: PrimitiveKind.Timestamp }:
                footer.Int(6, (int)ConvertedType.TimestampMicros);
                footer.Struct(10);
                footer.Struct((int)LogicalType.Timestamp);
                footer.Bool(1, true);
                footer.Struct(2);
                footer.Empty(2);
                footer.End();
                footer.End();
                footer.End();
                break;
            case PrimitiveType { Kind: PrimitiveKind.TinyInt }:
                Integer(footer, ConvertedType.Int8, sizeof(sbyte));
                break;
            case PrimitiveType { Kind: PrimitiveKind.SmallInt }:
                Integer(footer, ConvertedType.Int16, sizeof(short));
                break;
            case PrimitiveType { Kind: PrimitiveKind.Int }:
                Integer(footer, ConvertedType.Int32, sizeof(int));
                break;
            case PrimitiveType { Kind: PrimitiveKind.BigInt }:
                Integer(footer, ConvertedType.Int64, sizeof(long));
                break;
        }

        footer.End();
    }

    private static void Integer(ThriftWriter footer, ConvertedType converted, int bytes)
    {
        footer.Int(6, (int)converted);
        footer.Struct(10);
        footer.Struct((int)LogicalType.Integer);
        footer.Byte(1, (byte)(bytes * 8));
        footer.Bool(2, true);
        footer.End();
        footer.End();
    }
}
