using Parquet.Meta;
using PhysicalType = Parquet.Meta.Type;

namespace Datalake.Embedded.Inspecting;

/// <summary>Writes the types of Parquet's schemas in short.</summary>
internal static class ParquetTypeText
{
    /// <summary>The physical type, and the logical one behind it.</summary>
    public static string Of(SchemaElement element)
    {
        var physical = element.Type is { } type
            ? type == PhysicalType.FIXED_LEN_BYTE_ARRAY ? $"{type}({element.TypeLength})" : type.ToString()
            : "group";
        return Logical(element) is { } logical ? $"{physical} {logical}" : physical;
    }

    private static string? Logical(SchemaElement element) => element.LogicalType switch
    {
        { STRING: not null } => "string",
        { MAP: not null } => "map",
        { LIST: not null } => "list",
        { ENUM: not null } => "enum",
        { DECIMAL: { } number } => $"decimal({number.Precision},{number.Scale})",
        { DATE: not null } => "date",
        { TIME: { } time } => $"time({UnitOf(time.Unit)}{(time.IsAdjustedToUTC ? ", utc" : "")})",
        { TIMESTAMP: { } time } => $"timestamp({UnitOf(time.Unit)}{(time.IsAdjustedToUTC ? ", utc" : "")})",
        { INTEGER: { } number } => $"{(number.IsSigned ? "int" : "uint")}{number.BitWidth}",
        { UNKNOWN: not null } => "null",
        { JSON: not null } => "json",
        { BSON: not null } => "bson",
        { UUID: not null } => "uuid",
        { FLOAT16: not null } => "float16",
        { VARIANT: not null } => "variant",
        { GEOMETRY: not null } => "geometry",
        { GEOGRAPHY: not null } => "geography",
        _ => Converted(element),
    };

    // Files of old writers have only these.
    private static string? Converted(SchemaElement element) => element.ConvertedType switch
    {
        null => null,
        ConvertedType.UTF8 => "string",
        ConvertedType.DECIMAL => $"decimal({element.Precision},{element.Scale ?? 0})",
        ConvertedType.TIMESTAMP_MILLIS => "timestamp(millis, utc)",
        ConvertedType.TIMESTAMP_MICROS => "timestamp(micros, utc)",
        ConvertedType.TIME_MILLIS => "time(millis, utc)",
        ConvertedType.TIME_MICROS => "time(micros, utc)",
        { } other => other.ToString().Replace("_", "", StringComparison.Ordinal).ToLowerInvariant(),
    };

    private static string UnitOf(TimeUnit unit) => unit switch
    {
        { MILLIS: not null } => "millis",
        { MICROS: not null } => "micros",
        _ => "nanos",
    };
}
