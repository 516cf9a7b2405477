using System.Text.Json.Serialization;

namespace Datalake.Aws.Functions;

/// <summary>What a function that takes objects answers.</summary>
public sealed record FunctionAnswer
{
    /// <summary>Objects taken to their end.</summary>
    public int Arrivals { get; init; }

    /// <summary>Notices there was nothing to do for.</summary>
    public int Ignored { get; init; }

    /// <summary>Records that went in.</summary>
    public long Records { get; init; }

    /// <summary>Records that came out good.</summary>
    public long Passed { get; init; }

    /// <summary>Records that went to quarantine.</summary>
    public long Quarantined { get; init; }
}

/// <summary>What the function that starts clusters answers.</summary>
/// <param name="HoursDue">Hours that were due.</param>
/// <param name="Run">The run that was started, or that is under way.</param>
/// <param name="ClusterId">Its cluster.</param>
/// <param name="Skipped">Why nothing was started; null when something was.</param>
public sealed record PartitionAnswer(int HoursDue, string? Run, string? ClusterId, string? Skipped);

/// <summary>The JSON form of answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FunctionAnswer))]
[JsonSerializable(typeof(PartitionAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
