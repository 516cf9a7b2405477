using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>Athena's functions of JSON that the engine lacks.</summary>
internal static class JsonTexts
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>json_value</c>: a scalar as text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="path">The path.</param>
    /// <param name="onEmpty">What stands for no value: null, <c>error</c>, or <c>=</c> and a default.</param>
    /// <param name="onError">What stands for an error.</param>
    public static string? Value(string? text, string path, string? onEmpty, string? onError)
    {
        if (text is null) return null;
        if (Select(text, path) is not { } found) return Otherwise("json_value", text, path, onError, "is no JSON that the path fits");
        if (found.Count == 0) return Otherwise("json_value", text, path, onEmpty, "has nothing at the path");
        if (found.Count > 1 || found[0].ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            return Otherwise("json_value", text, path, onError, "has no single scalar at the path");
        return Scalar(found[0]);
    }

    /// <summary><c>json_query</c>: JSON as text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="path">The path.</param>
    /// <param name="onEmpty">What stands for no value.</param>
    /// <param name="onError">What stands for an error.</param>
    /// <param name="options">The wrapper, <c>with</c>, <c>without</c> or <c>conditional</c>, and the quotes, <c>keep</c> or <c>omit</c>.</param>
    public static string? Query(string? text, string path, string? onEmpty, string? onError, string options)
    {
        if (text is null) return null;
        if (Select(text, path) is not { } found) return Otherwise("json_query", text, path, onError, "is no JSON that the path fits");
        if (found.Count == 0) return Otherwise("json_query", text, path, onEmpty, "has nothing at the path");
        var wrapper = options.Split(' ')[0];
        var wraps = wrapper == "with" || (wrapper == "conditional" && (found.Count > 1 || found[0].ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)));
        if (wraps) return $"[{string.Join(',', found.Select(Compact))}]";
        if (found.Count > 1) return Otherwise("json_query", text, path, onError, "has several values at the path; WITH WRAPPER makes them an array");
        return options.EndsWith("omit", StringComparison.Ordinal) && found[0].ValueKind == JsonValueKind.String ? found[0].GetString() : Compact(found[0]);
    }

    /// <summary><c>json_exists</c>.</summary>
    public static bool? Exists(string? text, string path, string? onError)
    {
        if (text is null) return null;
        if (Select(text, path) is { } found) return found.Count > 0;
        return onError is null ? null : Otherwise("json_exists", text, path, onError, "is no JSON that the path fits") == "true";
    }

    /// <summary><c>json_parse</c>: the keys in order, the last of several that are the same.</summary>
    public static string Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Compact(document.RootElement, sorted: true);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"json_parse: '{Short(text)}' is not JSON. try(json_parse(x)) is NULL then.", failure);
        }
    }

    /// <summary>A scalar cast to varchar: without quotes.</summary>
    public static string? Text(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            throw new FormatException($"JSON that is an object or an array cannot be cast to varchar: {Short(json)}. json_format(x) is its text.");
        return Scalar(document.RootElement);
    }

    /// <summary><c>json_array_contains</c>, of the text of a value and whether it is a string.</summary>
    public static bool? ArrayContains(string json, string value, bool isText)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return null;
            return document.RootElement.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String
                ? isText && item.GetString() == value
                : !isText && (item.GetRawText() == value
                    || (double.TryParse(value, CultureInfo.InvariantCulture, out var number)
                        && item.ValueKind == JsonValueKind.Number && item.GetDouble().Equals(number))));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<JsonElement>? Select(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. JsonPath.Select(document.RootElement, path).Select(element => element.Clone())];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Scalar(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => element.GetString(),
            _ => element.GetRawText(),
        };

    private static string? Otherwise(string function, string text, string path, string? otherwise, string why) =>
        otherwise == "error" ? throw new FormatException($"{function}: '{Short(text)}' {why} {path}.")
        : otherwise is ['=', ..] ? otherwise[1..]
        : otherwise;

    private static string Compact(JsonElement element) => Compact(element, sorted: false);

    private static string Compact(JsonElement element, bool sorted)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain)) Write(writer, element, sorted);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool sorted)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                IEnumerable<JsonProperty> members = element.EnumerateObject();
                if (sorted) members = members.GroupBy(member => member.Name, StringComparer.Ordinal).Select(same =>
                    same.Last()).OrderBy(member => member.Name, StringComparer.Ordinal);
                foreach (var member in members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, sorted);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(writer, item, sorted);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.GetString());
                break;
            default:
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
