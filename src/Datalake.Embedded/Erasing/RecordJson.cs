using System.Text.Json;

namespace Datalake.Embedded.Erasing;

/// <summary>How records are read as JSON.</summary>
internal static class RecordJson
{
    /// <summary>One level more than a record may have (<see cref="Datalake.Records.RecordLimits.Depth"/>).</summary>
    public static JsonReaderOptions Reading { get; } = new() { MaxDepth = 513 };

    /// <summary>Reads a text; null when it is no JSON.</summary>
    public static JsonDocument? TryParse(ReadOnlySpan<byte> text)
    {
        try
        {
            var json = new Utf8JsonReader(text, Reading);
            return JsonDocument.ParseValue(ref json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
