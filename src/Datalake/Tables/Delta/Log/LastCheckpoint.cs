using System.Text.Json;

namespace Datalake.Tables.Delta.Log;

/// <summary>The file <c>_last_checkpoint</c>: a hint where the newest checkpoint is.</summary>
internal static class LastCheckpoint
{
    /// <summary>The version that the file names; null when it cannot be read, which costs only a longer listing.</summary>
    public static long? Read(ReadOnlySpan<byte> content)
    {
        try
        {
            var json = new Utf8JsonReader(content);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isVersion = json.ValueTextEquals("version"u8);
                json.Read();
                if (isVersion) return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var version) ? version : null;
                json.Skip();
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static byte[] Write(long version, long actions, long bytes, long files)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteNumber("version", version);
            json.WriteNumber("size", actions);
            json.WriteNumber("sizeInBytes", bytes);
            json.WriteNumber("numOfAddFiles", files);
            json.WriteEndObject();
        }

        return content.ToArray();
    }
}
