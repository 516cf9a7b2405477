using System.Text.Json;

namespace AwsProtocols.Json;

/// <summary>What an answered error holds beside its code and message, as the service's model names it.</summary>
/// <param name="body">The answer's body; may be no JSON, as when a proxy answered.</param>
internal sealed class ErrorMembers(byte[] body)
{
    internal string Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    internal bool? Flag(string name) =>
        Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    private JsonElement? Find(string name)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
                ? value.Clone()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
