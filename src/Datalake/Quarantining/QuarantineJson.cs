using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Datalake.Quarantining;

/// <summary>The JSON form of quarantine entries.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(QuarantineEntry))]
internal sealed partial class QuarantineJson : JsonSerializerContext
{
    // People read these lines: text stays text. Made when it is first used: the defaults above are static too, and may be initialized later
    // than this class.
    public static QuarantineJson Readable =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
