using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>Lists as JSON arrays, in which functions hand them to the engine.</summary>
internal static class JsonLists
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true };

    /// <summary>Texts, or null.</summary>
    public static string Of(IEnumerable<string?> items) =>
        Write(items, (writer, item) =>
        {
            if (item is null) writer.WriteNullValue();
            else writer.WriteStringValue(item);
        });

    /// <summary>Objects of a key <c>k</c> and a value <c>v</c>.</summary>
    public static string OfPairs(IEnumerable<(string Key, string Value)> pairs) =>
        Write(pairs, (writer, pair) =>
        {
            writer.WriteStartObject();
            writer.WriteString("k", pair.Key);
            writer.WriteString("v", pair.Value);
            writer.WriteEndObject();
        });

    /// <summary>Reads numbers.</summary>
    public static double[] Numbers(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(item => item.GetDouble())];
    }

    private static string Write<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartArray();
            foreach (var item in items) write(writer, item);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
