using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Datalake.Quarantining;

/// <summary>The JSON form of quarantine entries.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(QuarantineEntry))]
internal sealed partial class QuarantineJson : JsonSerializerContext
{
    // People read these files: text stays text.
    public static QuarantineJson Readable { get; } = new(new JsonSerializerOptions(new QuarantineJson().Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
