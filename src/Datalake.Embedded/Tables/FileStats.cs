using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Statistics;
using ColumnStatistics = Datalake.Tables.Delta.Statistics.ColumnStatistics;

namespace Datalake.Embedded.Tables;

/// <summary>
/// What the log says of a Parquet file: its rows, and the ranges of identity, change timestamps and lineage, by which readers skip files.
/// All of it is in the file's footer.
/// </summary>
internal static class FileStats
{
    private static readonly UTF8Encoding StrictText = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Describes a file.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="file">The file's path on the disk.</param>
    /// <param name="path">Its path below the table's folder.</param>
    /// <param name="day">The change date of its rows.</param>
    /// <exception cref="EngineException">The file cannot be read.</exception>
    public static DataFile Describe(DatasetContract dataset, string file, string path, DateOnly day)
    {
        try
        {
            var footer = ParquetFooter.Read(file);
            var info = new FileInfo(file);
            return new DataFile
            {
                Path = path,
                PartitionValues = LakeTables.PartitionOf(day),
                Size = info.Length,
                ModificationTime = new DateTimeOffset(info.LastWriteTimeUtc).ToUnixTimeMilliseconds(),
                Stats = FileStatistics.Write(footer.Rows, [.. ColumnsOf(dataset).Select(column => Of(footer, column))]),
            };
        }
        catch (InvalidDataException failure)
        {
            throw new EngineException(failure.Message, failure);
        }
    }

    /// <summary>Whether bounds of a type can be compared with a value that the engine gives as text.</summary>
    public static bool CanCompare(HiveType type) => type is DecimalType or PrimitiveType
    {
        Kind: PrimitiveKind.String or PrimitiveKind.TinyInt or PrimitiveKind.SmallInt or PrimitiveKind.Int or PrimitiveKind.BigInt
    };

    /// <summary>A value that the engine gives as text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">Its type; <see cref="CanCompare"/> is true of it.</param>
    public static ColumnValue? ValueOf(string text, HiveType type) =>
        type is PrimitiveType { Kind: PrimitiveKind.String } ? ColumnValue.Of(text) : ColumnValue.ParseNumber(text);

    private static IEnumerable<TableColumn> ColumnsOf(DatasetContract dataset) =>
        dataset.Identity.Concat(dataset.ChangedAt).DistinctBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => new TableColumn(column.Name, column.Type))
            .Concat(Lineage.Columns.Where(column => column.Name != Lineage.Rescued));

    private static ColumnStatistics Of(ParquetFooter footer, TableColumn column)
    {
        var number = footer.Leaves.ToList().FindIndex(leaf => leaf.Path is [var name] && name == column.Name);
        if (number < 0) return new ColumnStatistics(column.Name, null, null, footer.Rows);
        var (leaf, nulls) = (footer.Leaves[number], (long?)0);
        var (minimum, maximum) = ((ColumnValue?)null, (ColumnValue?)null);
        var isBounded = true;
        foreach (var chunk in footer.Groups.Select(group => group.Chunks[number]))
        {
            nulls += chunk.Nulls;
            if (chunk.Nulls == chunk.Entries) continue;
            var low = Value(chunk.Bounds?.Minimum, leaf, column.Type);
            var high = Value(chunk.Bounds?.Maximum, leaf, column.Type);
            isBounded &= low is not null && high is not null;
            if (!isBounded) continue;
            if (minimum is null || low! < minimum) minimum = low;
            if (maximum is null || high! > maximum) maximum = high;
        }

        return new ColumnStatistics(column.Name, isBounded ? minimum : null, isBounded ? maximum : null, nulls);
    }

    /// <summary>A bound; null when it is not known, or is of another type than the column.</summary>
    private static ColumnValue? Value(byte[]? bytes, SourceLeaf leaf, HiveType type) => (type, leaf.Type, leaf.Meaning) switch
    {
        (_, _, _) when bytes is null => null,
        (PrimitiveType { Kind: PrimitiveKind.String }, PhysicalType.ByteArray, ConvertedType.Utf8) => Text(bytes),
        (PrimitiveType { Kind: PrimitiveKind.Boolean }, PhysicalType.Boolean, _) when bytes.Length == 1 => ColumnValue.Of(bytes[0] != 0),
        (PrimitiveType { Kind: PrimitiveKind.Timestamp }, PhysicalType.Int64, ConvertedType.TimestampMicros) =>
            Whole(bytes) is { } time ? ColumnValue.OfMicroseconds((long)time) : null,
        (PrimitiveType { Kind: PrimitiveKind.Date }, PhysicalType.Int32, ConvertedType.Date) =>
            Whole(bytes) is { } days ? Date((long)days) : null,
        (PrimitiveType { Kind: PrimitiveKind.TinyInt or PrimitiveKind.SmallInt or PrimitiveKind.Int or PrimitiveKind.BigInt },
            PhysicalType.Int32 or PhysicalType.Int64,
            null or ConvertedType.Int8 or ConvertedType.Int16 or ConvertedType.Int32 or ConvertedType.Int64) =>
            Whole(bytes) is { } number ? ColumnValue.OfDecimal(number, 0) : null,
        (DecimalType, PhysicalType.Int32 or PhysicalType.Int64, ConvertedType.Decimal) =>
            Whole(bytes) is { } digits ? ColumnValue.OfDecimal(digits, leaf.Digits.Scale) : null,
        (DecimalType, PhysicalType.FixedLengthByteArray, ConvertedType.Decimal) =>
            ColumnValue.OfDecimal(new BigInteger(bytes, isUnsigned: false, isBigEndian: true), leaf.Digits.Scale),
        _ => null,
    };

    private static BigInteger? Whole(byte[] bytes) => bytes.Length switch
    {
        sizeof(int) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        sizeof(long) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => null,
    };

    private static ColumnValue? Date(long days)
    {
        days += new DateOnly(1970, 1, 1).DayNumber;
        return days >= DateOnly.MinValue.DayNumber && days <= DateOnly.MaxValue.DayNumber
            ? ColumnValue.Of(DateOnly.FromDayNumber((int)days))
            : null;
    }

    // Other programs may cut a text within a character.
    private static ColumnValue? Text(byte[] bytes)
    {
        try
        {
            return ColumnValue.Of(StrictText.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
