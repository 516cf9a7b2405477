using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Datalake.Tests.Json;

/// <summary>What System.Text.Json says of a text, in the terms of our own scanner.</summary>
internal static class JsonOracle
{
    /// <summary>The text token by token without the white space between; null when it is not JSON.</summary>
    /// <remarks>
    /// Lone surrogates in escapes are the one difference: the reader lets them pass until a string is made of them, we refuse them.
    /// </remarks>
    public static string? Compact(byte[] text, int depth)
    {
        if (!Utf8.IsValid(text)) return null;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
        var compact = new StringBuilder();
        try
        {
            var separate = false;
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) separate = false;
                if (separate) compact.Append(',');
                compact.Append(TokenText(ref reader));
                separate = reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
            }

            return compact.ToString();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string TokenText(ref Utf8JsonReader reader)
    {
        var raw = Encoding.UTF8.GetString(reader.ValueSpan);
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _ = reader.GetString();
                return $"\"{raw}\":";
            case JsonTokenType.String:
                _ = reader.GetString();
                return $"\"{raw}\"";
            default:
                return raw;
        }
    }
}
