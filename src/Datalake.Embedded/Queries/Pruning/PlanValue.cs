using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Queries.Pruning;

/// <summary>Reads the constants of a plan.</summary>
internal static class PlanValue
{
    /// <summary>Reads a constant.</summary>
    /// <param name="constant">The value with its type, as the plan has it.</param>
    /// <returns>Null for NULL, and for values of types that statistics do not have.</returns>
    public static ColumnValue? Read(JsonElement constant)
    {
        if (constant.GetProperty("is_null").GetBoolean()) return null;
        var type = constant.GetProperty("type");
        var value = constant.GetProperty("value");
        switch (type.GetProperty("id").GetString())
        {
            // A collation would be in the type.
            case "VARCHAR" when type.GetProperty("type_info").ValueKind == JsonValueKind.Null:
                return ColumnValue.Of(value.GetString()!);
            case "BOOLEAN":
                return ColumnValue.Of(value.GetBoolean());
            case "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT":
                return ColumnValue.Of(value.GetInt64());
            case "HUGEINT":
                return ColumnValue.OfDecimal(Integer(value), 0);
            case "DECIMAL":
                return ColumnValue.OfDecimal(Integer(value), ScaleOf(type));
            case "FLOAT" or "DOUBLE":
                return ColumnValue.Of(value.GetDouble());
            case "DATE":
                var days = value.GetInt64() + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
                return days >= 0 && days <= DateOnly.MaxValue.DayNumber ? ColumnValue.Of(DateOnly.FromDayNumber((int)days)) : null;
            case "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE":
                return ColumnValue.OfMicroseconds(value.GetInt64());
            default:
                return null;
        }
    }

    /// <summary>The value after or before another among those of a column.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="step">1 for the value after it, -1 for the one before.</param>
    /// <returns>The value itself where that is not known, which is a wider bound.</returns>
    public static ColumnValue Next(ColumnValue value, HiveType type, int step) => value.Kind switch
    {
        ColumnValueKind.Timestamp when value.Microseconds is > long.MinValue and < long.MaxValue =>
            ColumnValue.OfMicroseconds(value.Microseconds + step),
        ColumnValueKind.Date when value.Date > DateOnly.MinValue && value.Date < DateOnly.MaxValue =>
            ColumnValue.Of(value.Date.AddDays(step)),
        ColumnValueKind.Number when type is PrimitiveType
            && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is > long.MinValue and < long.MaxValue => ColumnValue.Of(number + step),
        _ => value,
    };

    /// <summary>The digits behind the point of a decimal type.</summary>
    public static int ScaleOf(JsonElement type) => type.GetProperty("type_info").GetProperty("scale").GetInt32();

    // One of 128 bits is written as its two halves.
    private static BigInteger Integer(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? (new BigInteger(value.GetProperty("upper").GetInt64()) << 64) + value.GetProperty("lower").GetUInt64()
        : BigInteger.Parse(value.GetRawText(), CultureInfo.InvariantCulture);
}
