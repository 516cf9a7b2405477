using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using Datalake.Tables.Delta.Statistics;
using Parquet.Meta;
using PhysicalType = Parquet.Meta.Type;

namespace Datalake.Embedded.Inspecting;

/// <summary>Reads the bounds in the statistics of a column, which Parquet has as plain-encoded bytes.</summary>
internal static class StatisticsReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The lower bound; null when there is none, or one whose order is not defined.</summary>
    public static ColumnValue? Minimum(ColumnMetaData column, SchemaElement element) =>
        Read(column.Statistics?.MinValue ?? Old(column.Statistics?.Min, element), element);

    /// <summary>The upper bound; null when there is none, or one whose order is not defined.</summary>
    public static ColumnValue? Maximum(ColumnMetaData column, SchemaElement element) =>
        Read(column.Statistics?.MaxValue ?? Old(column.Statistics?.Max, element), element);

    // The deprecated bounds are in the order of signed numbers, whatever the type.
    private static byte[]? Old(byte[]? bound, SchemaElement element) =>
        element.Type is PhysicalType.BYTE_ARRAY or PhysicalType.FIXED_LEN_BYTE_ARRAY || IsUnsigned(element) ? null : bound;

    private static ColumnValue? Read(byte[]? bytes, SchemaElement element) => (element.Type, bytes) switch
    {
        (_, null) => null,
        (PhysicalType.BOOLEAN, { Length: 1 }) => ColumnValue.Of(bytes[0] != 0),
        (PhysicalType.INT32, { Length: 4 }) => OfInteger(
            IsUnsigned(element) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes), element),
        (PhysicalType.INT64, { Length: 8 }) => IsUnsigned(element)
            ? ColumnValue.OfDecimal(BinaryPrimitives.ReadUInt64LittleEndian(bytes), 0)
            : OfInteger(BinaryPrimitives.ReadInt64LittleEndian(bytes), element),
        (PhysicalType.FLOAT, { Length: 4 }) => OfDouble(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        (PhysicalType.DOUBLE, { Length: 8 }) => OfDouble(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        (PhysicalType.BYTE_ARRAY or PhysicalType.FIXED_LEN_BYTE_ARRAY, _) => OfBytes(bytes, element),
        _ => null,
    };

    private static ColumnValue? OfInteger(long number, SchemaElement element)
    {
        var (logical, converted) = (element.LogicalType, element.ConvertedType);
        if (ScaleOf(element) is { } scale) return ColumnValue.OfDecimal(number, scale);
        if (logical?.DATE is not null || converted == ConvertedType.DATE)
        {
            var day = number + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
            var isDate = day >= 0 && day <= DateOnly.MaxValue.DayNumber;
            return isDate ? ColumnValue.Of(DateOnly.FromDayNumber((int)day)) : ColumnValue.Of(number);
        }

        // Nanoseconds stay the number that they are: a timestamp here has microseconds.
        if (logical?.TIMESTAMP?.Unit.MICROS is not null || logical is null && converted == ConvertedType.TIMESTAMP_MICROS)
            return ColumnValue.OfMicroseconds(number);
        var isMilliseconds = logical?.TIMESTAMP?.Unit.MILLIS is not null || logical is null && converted == ConvertedType.TIMESTAMP_MILLIS;
        var fits = number is > long.MinValue / 1000 and < long.MaxValue / 1000;
        return isMilliseconds && fits ? ColumnValue.OfMicroseconds(number * 1000) : ColumnValue.Of(number);
    }

    private static ColumnValue? OfDouble(double number) => double.IsNaN(number) ? null : ColumnValue.Of(number);

    private static ColumnValue? OfBytes(byte[] bytes, SchemaElement element)
    {
        if (ScaleOf(element) is { } scale) return ColumnValue.OfDecimal(new BigInteger(bytes, isBigEndian: true), scale);
        if (element.LogicalType?.FLOAT16 is not null && bytes.Length == 2)
            return OfDouble((double)BinaryPrimitives.ReadHalfLittleEndian(bytes));
        if (element.LogicalType?.UUID is not null && bytes.Length == 16)
            return ColumnValue.Of(new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture));
        var isText = element.LogicalType is { } logical
            ? logical.STRING is not null || logical.ENUM is not null || logical.JSON is not null
            : element.ConvertedType is ConvertedType.UTF8 or ConvertedType.ENUM or ConvertedType.JSON;
        if (!isText) return element.ConvertedType == ConvertedType.INTERVAL ? null : ColumnValue.Of("0x" + Convert.ToHexStringLower(bytes));
        try
        {
            return ColumnValue.Of(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            // A bound that was cut within a character.
            return ColumnValue.Of("0x" + Convert.ToHexStringLower(bytes));
        }
    }

    private static int? ScaleOf(SchemaElement element) =>
        element.LogicalType?.DECIMAL is { } number ? number.Scale
        : element.LogicalType is null && element.ConvertedType == ConvertedType.DECIMAL ? element.Scale ?? 0
        : null;

    private static bool IsUnsigned(SchemaElement element) =>
        element.LogicalType?.INTEGER is { IsSigned: false }
        || element.ConvertedType is ConvertedType.UINT_8 or ConvertedType.UINT_16 or ConvertedType.UINT_32 or ConvertedType.UINT_64;
}
