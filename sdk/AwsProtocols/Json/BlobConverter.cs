using System.Text.Json;
using System.Text.Json.Serialization;

namespace AwsProtocols.Json;

/// <summary>
/// A blob is base64 in JSON. All bytes of the stream are written, whatever its position. They go straight from the stream's buffer into the
/// content; only a stream that hides its buffer (<c>new MemoryStream(bytes)</c>) is copied once.
/// </summary>
internal sealed class BlobConverter : JsonConverter<MemoryStream>
{
    public override MemoryStream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.TryGetBuffer(out var buffer) ? buffer : value.ToArray());
}
