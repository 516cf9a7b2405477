using Datalake.Storage;

namespace Datalake.Partitioning;

/// <summary>Which hours a run of the partition routine takes.</summary>
public sealed record PartitionRequest
{
    /// <summary>Only this hour, whether it is done already or not; null for every hour that is due.</summary>
    public IngestionHour? Hour { get; init; }

    /// <summary>Also the hour that is not over yet.</summary>
    public bool IncludeOpen { get; init; }

    /// <summary>Only this dataset; null for all.</summary>
    public string? Dataset { get; init; }

    /// <summary>How far back a late stage file opens a finished hour again. 48 hours by default.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromHours(48);
}
