using System.Text.Json.Serialization;

namespace Datalake.Embedded.Correcting;

[JsonSerializable(typeof(string))]
internal sealed partial class CorrectionJson : JsonSerializerContext;
