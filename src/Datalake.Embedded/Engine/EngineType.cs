using System.Globalization;
using Datalake.Datasets;

namespace Datalake.Embedded.Engine;

/// <summary>Reads the engine's types as DESCRIBE writes them, e.g. <c>STRUCT(a INTEGER, "b c" DECIMAL(10,2)[])</c>.</summary>
internal sealed class EngineType
{
    private readonly string text;
    private int at;

    private EngineType(string text) => this.text = text;

    /// <summary>The type that Athena has for one of the engine's; null when it has none, or cannot store it in a view.</summary>
    /// <param name="text">The engine's type.</param>
    public static HiveType? ToHive(string text)
    {
        var reading = new EngineType(text);
        return reading.Read() is { } type && reading.at == text.Length ? type : null;
    }

    private HiveType? Read()
    {
        var type = ReadOne();
        while (type is not null && Take('['))
        {
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            type = Take(']') ? new ArrayType(type) : null;
        }

        return type;
    }

    private HiveType? ReadOne()
    {
        var start = at;
        while (at < text.Length && text[at] is not ('(' or ')' or '[' or ',')) at++;
        return text[start..at].TrimEnd() switch
        {
            "VARCHAR" => Primitive(PrimitiveKind.String),
            "BOOLEAN" => Primitive(PrimitiveKind.Boolean),
            "TINYINT" => Primitive(PrimitiveKind.TinyInt),
            "SMALLINT" => Primitive(PrimitiveKind.SmallInt),
            "INTEGER" => Primitive(PrimitiveKind.Int),

            // What DuckDB counts and sums in wider or unsigned numbers is a bigint in Athena.
            "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" => Primitive(PrimitiveKind.BigInt),
            "FLOAT" => Primitive(PrimitiveKind.Float),
            "DOUBLE" => Primitive(PrimitiveKind.Double),
            "DATE" => Primitive(PrimitiveKind.Date),
            "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => Primitive(PrimitiveKind.Timestamp),
            "DECIMAL" => Decimal(),
            "MAP" => Map(),
            "STRUCT" => Struct(),
            _ => null,
        };
    }

    private static PrimitiveType Primitive(PrimitiveKind kind) => new(kind);

    private DecimalType? Decimal() =>
        Take('(') && Number() is { } precision && Take(',') && Number() is { } scale && Take(')')
            ? new DecimalType(precision, scale)
            : null;

    private MapType? Map() =>
        Take('(') && Read() is { } key && Take(',') && Read() is { } value && Take(')') ? new MapType(key, value) : null;

    private StructType? Struct()
    {
        if (!Take('(')) return null;
        var fields = new List<StructField>();
        do
        {
            if (Name() is not { } name || !Take(' ') || Read() is not { } type) return null;
            fields.Add(new StructField(name, type));
        }
        while (Take(','));

        return Take(')') ? new StructType(fields) : null;
    }

    private string? Name()
    {
        var start = at;
        if (!Take('"'))
        {
            while (at < text.Length && text[at] is not (' ' or '(' or ')' or ',')) at++;
            return at > start ? text[start..at] : null;
        }

        for (; at < text.Length; at++)
        {
            if (text[at] != '"') continue;
            if (at + 1 < text.Length && text[at + 1] == '"') at++;
            else return text[(start + 1)..at++].Replace("\"\"", "\"", StringComparison.Ordinal);
        }

        return null;
    }

    private int? Number()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        var digits = text.AsSpan(start, at - start);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // After a comma the engine writes a space.
    private bool Take(char wanted)
    {
        if (at == text.Length || text[at] != wanted) return false;
        at++;
        if (wanted == ',' && at < text.Length && text[at] == ' ') at++;
        return true;
    }
}
