using System.Text.Json.Serialization;

namespace Datalake.Aws.Partitioning;

/// <summary>
/// Says that a run of the partition routine is taken, and by which cluster. Whoever puts it first starts the cluster; all others leave it.
/// </summary>
public sealed record RunFile
{
    /// <summary>The run's name: its number, eight digits.</summary>
    public required string Run { get; init; }

    /// <summary>
    /// The hour whose trigger it answers, <c>yyyyMMddHH</c>, UTC. A trigger that comes again in that hour starts nothing.
    /// </summary>
    public required string Trigger { get; init; }

    /// <summary>Distinguishes this file from one that another function put at the same time; also part of the cluster's name.</summary>
    public required string Token { get; init; }

    /// <summary>When it was put, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The cluster; null until EMR has named it.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Why no cluster was started; null when one was, or still may be.</summary>
    public string? Failure { get; init; }

    /// <summary>The hours it does, <c>dataset/yyyyMMddHH</c>.</summary>
    public IReadOnlyList<string> Hours { get; init; } = [];
}

/// <summary>What a run has to do; the Spark job reads it.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Lake">The lake, <c>s3://bucket</c>.</param>
/// <param name="Hours">The hours, oldest first.</param>
public sealed record RunPlan(string Run, string Lake, IReadOnlyList<PlannedHour> Hours);

/// <summary>An hour of a plan.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Contract">Where its contract is.</param>
/// <param name="Hour">The ingestion hour, <c>yyyyMMddHH</c>.</param>
public sealed record PlannedHour(string Dataset, string Contract, string Hour);

/// <summary>The JSON forms.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true
)]
[JsonSerializable(typeof(RunFile))]
[JsonSerializable(typeof(RunPlan))]
internal sealed partial class RunJson : JsonSerializerContext;
