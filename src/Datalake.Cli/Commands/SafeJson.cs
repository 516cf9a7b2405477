using System.Text.Json.Serialization;

namespace Datalake.Cli.Commands;

/// <summary>Text as a JSON string.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class SafeJson : JsonSerializerContext;
