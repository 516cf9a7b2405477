using System.Data.SqlTypes;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace Datalake.Embedded.Engine.Values;

/// <summary>Reads a value of a column: an Arrow array and the position in it. Null stands for NULL.</summary>
internal delegate object? ValueReader(IArrowArray array, int index);

/// <summary>
/// Turns Arrow values into .NET's: numbers into the type that holds them, dates, times and intervals into their text, lists and unnamed
/// structs into lists, structs and maps into dictionaries.
/// </summary>
internal static class ArrowValues
{
    private const string ExtensionName = "ARROW:extension:name";
    private const string ExtensionMetadata = "ARROW:extension:metadata";

    /// <summary>The reader of a column.</summary>
    public static ValueReader ReaderOf(Field field)
    {
        var read = ReaderOf(field.DataType, ExtensionOf(field));
        return (array, index) => array.IsNull(index) ? null : read(array, index);
    }

    /// <summary>True when the values of a column are numbers.</summary>
    public static bool IsNumber(Field field) => (field.DataType, ExtensionOf(field)) switch
    {
        (FixedSizeBinaryType, "hugeint" or "uhugeint") or (BinaryType, "bignum") or (Decimal128Type, _) => true,
        (Int8Type, "arrow.bool8") => false,
        var (type, _) => type is NumberType,
    };

    /// <summary>True when the values of a column are dates or timestamps.</summary>
    public static bool IsTime(Field field) => field.DataType is Date32Type or TimestampType;

    private static ValueReader ReaderOf(IArrowType type, string? extension) => (type, extension) switch
    {
        (Int8Type, "arrow.bool8") => (array, index) => ((Int8Array)array).Values[index] != 0,
        (FixedSizeBinaryType, "arrow.uuid") => (array, index) => new Guid(Bytes(array, index), bigEndian: true),
        (FixedSizeBinaryType, "hugeint") => (array, index) => new BigInteger(Bytes(array, index)),
        (FixedSizeBinaryType, "uhugeint") => (array, index) => new BigInteger(Bytes(array, index), isUnsigned: true),
        (FixedSizeBinaryType, "time_tz") => (array, index) => OpaqueValues.TimeWithZone(Bytes(array, index)),
        (BinaryType, "bignum") => (array, index) => OpaqueValues.BigNumber(((BinaryArray)array).GetBytes(index)),
        (BinaryType, "bit") => (array, index) => OpaqueValues.Bits(((BinaryArray)array).GetBytes(index)),
        (BinaryType, _) => (array, index) => ((BinaryArray)array).GetBytes(index).ToArray(),
        (NullType, _) => (_, _) => null,
        (BooleanType, _) => (array, index) => ((BooleanArray)array).GetValue(index),
        (Int8Type, _) => (array, index) => ((Int8Array)array).Values[index],
        (Int16Type, _) => (array, index) => ((Int16Array)array).Values[index],
        (Int32Type, _) => (array, index) => ((Int32Array)array).Values[index],
        (Int64Type, _) => (array, index) => ((Int64Array)array).Values[index],
        (UInt8Type, _) => (array, index) => ((UInt8Array)array).Values[index],
        (UInt16Type, _) => (array, index) => ((UInt16Array)array).Values[index],
        (UInt32Type, _) => (array, index) => ((UInt32Array)array).Values[index],
        (UInt64Type, _) => (array, index) => ((UInt64Array)array).Values[index],
        (FloatType, _) => (array, index) => ((FloatArray)array).Values[index],
        (DoubleType, _) => (array, index) => ((DoubleArray)array).Values[index],
            (Decimal128Type number, _) => (array, index) =>
                Decimal(((Decimal128Array)array).ValueBuffer.Span.Slice((array.Offset + index) * 16, 16), number),
        (StringType, _) => (array, index) => ((StringArray)array).GetString(index),
        (Date32Type, _) => (array, index) => TimeText.Date(((Date32Array)array).Values[index]),
        (Time64Type time, _) => (array, index) => TimeText.Time(((Time64Array)array).Values[index], UnitsOf(time.Unit)),
            (TimestampType time, _) => (array, index) =>
                TimeText.Timestamp(((TimestampArray)array).Values[index], UnitsOf(time.Unit), time.Timezone is { Length: > 0 }),
        (IntervalType { Unit: IntervalUnit.MonthDayNanosecond }, _) => (array, index) =>
                ((MonthDayNanosecondIntervalArray)array).Values[index] is var value
                    ? TimeText.Interval(value.Months, value.Days, value.Nanoseconds)
                    : null,
        (DictionaryType words, _) => Dictionary(words),
        (MapType map, _) => Map(map),
        (ListType list, _) => List(list),
        (FixedSizeListType list, _) => FixedSizeList(list),
        (StructType { Fields: [{ Name: "instant" } instant, { Name: "local" } local, { Name: "zone" }, { Name: "turned" } turned] }, _) =>
            Zoned(ReaderOf(instant), ReaderOf(local), ReaderOf(turned)),
        (StructType fields, _) => Struct(fields),
        (UnionType union, _) => Union(union),
        _ => throw new NotSupportedException($"The Arrow type {type.Name} is not read here."),
    };

    private static string? ExtensionOf(Field field)
    {
        if (!field.HasMetadata || !field.Metadata.TryGetValue(ExtensionName, out var name)) return null;
        return name == "arrow.opaque" && field.Metadata.TryGetValue(ExtensionMetadata, out var metadata)
            ? OpaqueValues.TypeName(metadata)
            : name;
    }

    private static ReadOnlySpan<byte> Bytes(IArrowArray array, int index) => ((FixedSizeBinaryArray)array).GetBytes(index);

    private static object Decimal(ReadOnlySpan<byte> bytes, Decimal128Type type)
    {
        var unscaled = new BigInteger(bytes);
        var digits = BigInteger.Abs(unscaled);
        if (digits.GetBitLength() <= 96 && type.Scale <= 28)
        {
            var bits = (UInt128)digits;
            return new decimal((int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), unscaled.Sign < 0, (byte)type.Scale);
        }

        var all = (UInt128)digits;
        return new SqlDecimal(
            (byte)type.Precision,
            (byte)type.Scale,
            unscaled.Sign >= 0,
            (int)(uint)all,
            (int)(uint)(all >> 32),
            (int)(uint)(all >> 64),
            (int)(uint)(all >> 96)
        );
    }

    private static long UnitsOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1000,
        TimeUnit.Microsecond => 1_000_000,
        _ => 1_000_000_000,
    };

    private static ValueReader Dictionary(DictionaryType type)
    {
        var position = ReaderOf(type.IndexType, extension: null);
        return (array, index) =>
        {
            var words = (DictionaryArray)array;
            return ((StringArray)words.Dictionary).GetString(
                Convert.ToInt32(position(words.Indices, index), System.Globalization.CultureInfo.InvariantCulture));
        };
    }

    // A timestamp with its time zone: the local time after AT TIME ZONE, else the instant.
    private static ValueReader Zoned(ValueReader instant, ValueReader local, ValueReader turned) =>
        (array, index) =>
        {
            var fields = (StructArray)array;
            return turned(fields.Fields[3], index) is true ? local(fields.Fields[1], index) : instant(fields.Fields[0], index);
        };

    private static ValueReader List(ListType type)
    {
        var item = ReaderOf(type.ValueField);
        return (array, index) =>
        {
            var list = (ListArray)array;
            return Items(list.Values, item, list.ValueOffsets[index], list.GetValueLength(index));
        };
    }

    private static ValueReader FixedSizeList(FixedSizeListType type)
    {
        var item = ReaderOf(type.ValueField);
        return (array, index) => Items(((FixedSizeListArray)array).Values, item, (array.Offset + index) * type.ListSize, type.ListSize);
    }

    private static List<object?> Items(IArrowArray values, ValueReader item, int first, int count)
    {
        var items = new List<object?>(count);
        for (var i = first; i < first + count; i++) items.Add(item(values, i));
        return items;
    }

    private static ValueReader Map(MapType type)
    {
        var key = ReaderOf(type.KeyField);
        var value = ReaderOf(type.ValueField);
        return (array, index) =>
        {
            var map = (MapArray)array;
            var first = map.ValueOffsets[index];
            var entries = new Dictionary<object, object?>(map.GetValueLength(index));
            for (var i = first; i < first + map.GetValueLength(index); i++) entries.Add(key(map.Keys, i)!, value(map.Values, i));
            return entries;
        };
    }

    private static ValueReader Struct(StructType type)
    {
        var fields = type.Fields.Select(field => (field.Name, Read: ReaderOf(field))).ToArray();

        // row(1, 2): the fields have no names.
        if (fields.All(field => field.Name.Length == 0))
            return (array, index) => fields.Select((field, i) => field.Read(((StructArray)array).Fields[i], index)).ToList();
        return (array, index) =>
        {
            var values = new Dictionary<string, object?>(fields.Length, StringComparer.Ordinal);
            for (var i = 0; i < fields.Length; i++) values.Add(fields[i].Name, fields[i].Read(((StructArray)array).Fields[i], index));
            return values;
        };
    }

    private static ValueReader Union(UnionType type)
    {
        // A union's own validity says nothing; that of the member does. Sparse members lie at the position of the row.
        var members = type.Fields.Select(ReaderOf).ToArray();
        return (array, index) =>
            ((UnionArray)array).TypeIds[index] is var member ? members[member](((UnionArray)array).Fields[member], index) : null;
    }
}
