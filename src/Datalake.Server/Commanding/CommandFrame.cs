using System.Text.Json.Serialization;

namespace Datalake.Server.Commanding;

/// <summary>
/// A line of the answer to a command that was handed to the server: text for one of its outputs, or at the end its exit code.
/// </summary>
public sealed record CommandFrame
{
    /// <summary>Text of the results; null when it is something else.</summary>
    [JsonPropertyName("out")]
    public string? Output { get; init; }

    /// <summary>Text of progress, notes and errors; null when it is something else.</summary>
    [JsonPropertyName("err")]
    public string? Error { get; init; }

    /// <summary>The exit code; null before the end.</summary>
    [JsonPropertyName("exit")]
    public int? Exit { get; init; }
}

/// <summary>A command that is handed to the server.</summary>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Input">What it finds on its standard input; null for nothing.</param>
public sealed record CommandRequest(IReadOnlyList<string> Arguments, string? Input = null);

/// <summary>How commands are written on their way.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommandFrame))]
[JsonSerializable(typeof(CommandRequest))]
public sealed partial class CommandJson : JsonSerializerContext;
