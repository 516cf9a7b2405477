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

    /// <summary>
    /// How far back a late stage file opens a finished hour again, counted from when the routine did anything last. 48 hours by default.
    /// </summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromHours(48);

    /// <summary>
    /// A complete hour that ended until then is not looked at again. A lake that did not run for days has its last hours looked at: a crash
    /// may have left stage files that no run has seen.
    /// </summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="newest">The completion marker of the newest hour that has one; null when none has, or it cannot be read.</param>
    public DateTime LimitOf(DateTime now, CompletionMarker? newest) =>
        (newest?.FinishedAt.UtcDateTime is { } last && last < now ? last : now) - LookBack;
}
