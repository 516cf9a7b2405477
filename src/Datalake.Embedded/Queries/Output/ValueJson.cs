using System.Collections;
using System.Data.SqlTypes;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Datalake.Embedded.Queries.Output;

/// <summary>
/// Writes the engine's values as JSON without loss: numbers keep their digits, timestamps are ISO 8601, structs and maps are objects, lists
/// are arrays.
/// </summary>
public static class ValueJson
{
    /// <summary>Text stays text: only what JSON must escape is escaped.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes a value.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="value">Null, or of a type that <see cref="LakeRows.GetValue"/> gives.</param>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        ArgumentNullException.ThrowIfNull(json);
        switch (value)
        {
            case null or DBNull:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case double.NaN
            or double.PositiveInfinity
            or double.NegativeInfinity
            or float.NaN
            or float.PositiveInfinity
            or float.NegativeInfinity:
                json.WriteStringValue(ValueText.Of(value));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger or decimal or float or double:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case SqlDecimal wide:
                json.WriteRawValue(wide.ToString(), skipInputValidation: true);
                break;
            case byte[]:
                json.WriteStringValue(ValueText.Of(value));
                break;
            case IDictionary map:
                WriteObject(json, map);
                break;
            case IEnumerable list and not string:
                json.WriteStartArray();
                foreach (var item in list) Write(json, item);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(ValueText.Of(value));
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IDictionary map)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            json.WritePropertyName(ValueText.Of(entry.Key));
            Write(json, entry.Value);
        }

        json.WriteEndObject();
    }
}
