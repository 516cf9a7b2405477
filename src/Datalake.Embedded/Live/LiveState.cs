namespace Datalake.Embedded.Live;

/// <summary>What a lake that runs for good does, at one point in time.</summary>
public sealed record LiveState
{
    /// <summary>When the lake began to run, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Arrivals that are known and not taken yet.</summary>
    public required long Waiting { get; init; }

    /// <summary>The bytes of those, as far as they are known.</summary>
    public required long WaitingBytes { get; init; }

    /// <summary>Arrivals that are taken, and whose records are not in the stage yet.</summary>
    public required long Buffered { get; init; }

    /// <summary>Why nothing is taken at present, such as a full disk; null while all is well.</summary>
    public required string? Blocked { get; init; }

    /// <summary>True once everything that waited when the lake began is announced.</summary>
    public required bool IsCaughtUp { get; init; }

    /// <summary>What each dataset has done, by its name.</summary>
    public required IReadOnlyDictionary<string, DatasetFlow> Datasets { get; init; }

    /// <summary>The last failures, the newest first.</summary>
    public required IReadOnlyList<LiveFailure> Failures { get; init; }
}

/// <summary>What a dataset has done since the lake began to run.</summary>
public sealed record DatasetFlow
{
    /// <summary>Arrivals that are committed to the stage.</summary>
    public long Arrivals { get; init; }

    /// <summary>Their bytes, as they came.</summary>
    public long Bytes { get; init; }

    /// <summary>Their records.</summary>
    public long Records { get; init; }

    /// <summary>Records that went to the stage.</summary>
    public long Delivered { get; init; }

    /// <summary>Records that went to quarantine.</summary>
    public long Quarantined { get; init; }

    /// <summary>Delivered records with something in <c>_rescued</c>.</summary>
    public long Rescued { get; init; }

    /// <summary>Rows that came to the consumable table.</summary>
    public long Inserted { get; init; }

    /// <summary>When records came to the stage last, UTC; null when none did.</summary>
    public DateTimeOffset? LastCommit { get; init; }

    /// <summary>When the routine brought everything of the stage into the table last, UTC; null when it did not.</summary>
    public DateTimeOffset? LastInsert { get; init; }

    /// <summary>When the oldest stage file was committed that the table does not hold yet, UTC; null when it holds all.</summary>
    public DateTimeOffset? BehindSince { get; init; }
}

/// <summary>Something that went wrong.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Subject">The arrival or hour that it concerns.</param>
/// <param name="Message">What went wrong, and what to do.</param>
public sealed record LiveFailure(DateTimeOffset At, string Subject, string Message);
