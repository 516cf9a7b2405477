using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Datalake.Datasets;

namespace Datalake.Tables.Delta.Schemas;

/// <summary>
/// Schemas as the log writes them (Delta Transaction Log Protocol, "Schema Serialization Format"), and as the lake declares them.
/// </summary>
public static class DeltaSchema
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> KnownPrimitives = new(StringComparer.Ordinal)
    {
        "string", "long", "integer", "short", "byte", "float", "double", "boolean", "binary", "date", "timestamp", "void",
    };

    /// <summary>The schema of one of the lake's tables: its columns, then its partition columns, all nullable.</summary>
    /// <param name="table">The table.</param>
    public static DeltaStruct Of(TableSchema table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new DeltaStruct(
        [
            .. table.Columns.Select(column => new DeltaField(column.Name, Of(column.Type))),
            .. table.Partitions.Select(column => new DeltaField(column.Name, Of(column.Type))),
        ]);
    }

    /// <summary>The Delta type of one of the lake's types.</summary>
    /// <param name="type">The type.</param>
    public static DeltaType Of(HiveType type) => type switch
    {
        PrimitiveType primitive => new DeltaPrimitive(NameOf(primitive.Kind)),
        DecimalType number => new DeltaPrimitive(string.Create(CultureInfo.InvariantCulture, $"decimal({number.Precision},{number.Scale})")),
        ArrayType list => new DeltaArray(Of(list.Element), ContainsNull: true),
        MapType map => new DeltaMap(Of(map.Key), Of(map.Value), ValueContainsNull: true),
        StructType row => new DeltaStruct([.. row.Fields.Select(field => new DeltaField(field.Name, Of(field.Type)))]),
        _ => throw new InvalidOperationException($"No Delta type for {type}."),
    };

    /// <summary>The lake's type of a Delta type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>
    /// Null when the lake has no such type: <c>binary</c>, <c>void</c>, a struct without fields, or something with one of these.
    /// </returns>
    public static HiveType? ToHive(DeltaType type)
    {
        switch (type)
        {
            case DeltaPrimitive { Name: var name }:
                return TryParseDecimal(name, out var precision, out var scale)
                    ? new DecimalType(precision, scale)
                    : KindOf(name) is { } kind ? new PrimitiveType(kind) : null;
            case DeltaArray list:
                return ToHive(list.Element) is { } element ? new ArrayType(element) : null;
            case DeltaMap map:
                return ToHive(map.Key) is { } key && ToHive(map.Value) is { } value ? new MapType(key, value) : null;
            case DeltaStruct { Fields.Count: > 0 } row:
                var fields = row.Fields.Select(field => (field.Name, Type: ToHive(field.Type))).ToList();
                return fields.Exists(field => field.Type is null)
                    ? null
                    : new StructType([.. fields.Select(field => new StructField(field.Name, field.Type!))]);
            default:
                return null;
        }
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="json">The JSON; empty text is a table without columns.</param>
    /// <exception cref="DeltaTableException">The text is no schema, or has a type that the lake does not read.</exception>
    public static DeltaStruct Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length == 0) return new DeltaStruct([]);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
            return ReadType(document.RootElement, "the table") as DeltaStruct
                ?? throw new DeltaTableException("The schema in the table's log is no struct. Restore the log from a copy.");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DeltaTableException($"The schema in the table's log cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Writes a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <returns>The JSON.</returns>
    public static string Write(DeltaStruct schema)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Writing)) WriteType(json, schema);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Takes precision and scale out of <c>decimal(p,s)</c>.</summary>
    internal static bool TryParseDecimal(string name, out int precision, out int scale)
    {
        (precision, scale) = (10, 0);
        if (name == "decimal") return true;
        if (!name.StartsWith("decimal(", StringComparison.Ordinal) || !name.EndsWith(')')) return false;
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        return comma > 0
            && int.TryParse(name.AsSpan()["decimal(".Length..comma], NumberStyles.None, CultureInfo.InvariantCulture, out precision)
            && int.TryParse(name.AsSpan()[(comma + 1)..^1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out scale)
            && precision is >= 1 and <= 38
            && scale <= precision;
    }

    private static DeltaType ReadType(JsonElement json, string place)
    {
        if (json.ValueKind == JsonValueKind.String) return ReadPrimitive(json.GetString()!, place);
        switch (json.GetProperty("type").GetString())
        {
            case "array":
                return new DeltaArray(
                    ReadType(json.GetProperty("elementType"), $"an element of {place}"), json.GetProperty("containsNull").GetBoolean());
            case "map":
                return new DeltaMap(
                    ReadType(json.GetProperty("keyType"), $"a key of {place}"),
                    ReadType(json.GetProperty("valueType"), $"a value of {place}"),
                    json.GetProperty("valueContainsNull").GetBoolean());
            case "struct":
                return new DeltaStruct([.. json.GetProperty("fields").EnumerateArray().Select(ReadField)]);
            case var other:
                return ReadPrimitive(other ?? "null", place);
        }
    }

    private static DeltaField ReadField(JsonElement json)
    {
        var name = json.GetProperty("name").GetString() ?? throw new JsonException("A field has no name.");
        return new DeltaField(name, ReadType(json.GetProperty("type"), $"'{name}'"), json.GetProperty("nullable").GetBoolean())
        {
            Metadata = json.TryGetProperty("metadata", out var metadata) ? metadata.GetRawText() : "{}",
        };
    }

    private static DeltaPrimitive ReadPrimitive(string name, string place) =>
        KnownPrimitives.Contains(name) || TryParseDecimal(name, out _, out _)
            ? new DeltaPrimitive(name)
            : throw new DeltaFeatureException(
                $"The type of {place} in the table's schema is {name}, which the lake does not read. " +
                "Write the column in another type, with the engine that made the table.",
                [name == "timestamp_ntz" ? "timestampNtz" : name]);

    private static void WriteType(Utf8JsonWriter json, DeltaType type)
    {
        switch (type)
        {
            case DeltaPrimitive primitive:
                json.WriteStringValue(primitive.Name);
                break;
            case DeltaArray list:
                json.WriteStartObject();
                json.WriteString("type", "array");
                json.WritePropertyName("elementType");
                WriteType(json, list.Element);
                json.WriteBoolean("containsNull", list.ContainsNull);
                json.WriteEndObject();
                break;
            case DeltaMap map:
                json.WriteStartObject();
                json.WriteString("type", "map");
                json.WritePropertyName("keyType");
                WriteType(json, map.Key);
                json.WritePropertyName("valueType");
                WriteType(json, map.Value);
                json.WriteBoolean("valueContainsNull", map.ValueContainsNull);
                json.WriteEndObject();
                break;
            case DeltaStruct row:
                json.WriteStartObject();
                json.WriteString("type", "struct");
                json.WriteStartArray("fields");
                foreach (var field in row.Fields) WriteField(json, field);
                json.WriteEndArray();
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteField(Utf8JsonWriter json, DeltaField field)
    {
        json.WriteStartObject();
        json.WriteString("name", field.Name);
        json.WritePropertyName("type");
        WriteType(json, field.Type);
        json.WriteBoolean("nullable", field.Nullable);
        json.WritePropertyName("metadata");
        json.WriteRawValue(field.Metadata);
        json.WriteEndObject();
    }

    private static string NameOf(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.TinyInt => "byte",
        PrimitiveKind.SmallInt => "short",
        PrimitiveKind.Int => "integer",
        PrimitiveKind.BigInt => "long",
        _ => new PrimitiveType(kind).ToString(),
    };

    private static PrimitiveKind? KindOf(string name)
    {
        foreach (var kind in Enum.GetValues<PrimitiveKind>())
        {
            if (NameOf(kind) == name) return kind;
        }

        return null;
    }
}
