namespace Datalake.Partitioning;

/// <summary>Says that an hour is complete in the consumable table: which stage files it covers, and how many rows became of them.</summary>
public sealed record CompletionMarker
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The ingestion hour, <c>yyyyMMddHH</c>, UTC.</summary>
    public required string Hour { get; init; }

    /// <summary>
    /// The stage files that were read. A stage file of the hour that is not among them came late and makes the hour due again.
    /// </summary>
    public required IReadOnlyList<string> StageFiles { get; init; }

    /// <summary>The change dates that rows went to, <c>yyyy-MM-dd</c>.</summary>
    public required IReadOnlyList<string> Days { get; init; }

    /// <summary>Rows in the stage files.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of the hour that are in the consumable table, whichever run brought them.</summary>
    public required long Written { get; init; }

    /// <summary>
    /// Rows dropped because the same (identity, change timestamp, digest) was in the hour before, or came to the table with another hour.
    /// </summary>
    public required long Duplicates { get; init; }

    /// <summary>When the hour was complete, UTC.</summary>
    public required DateTimeOffset FinishedAt { get; init; }
}
