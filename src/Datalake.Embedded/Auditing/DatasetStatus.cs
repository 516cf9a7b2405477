namespace Datalake.Embedded.Auditing;

/// <summary>
/// The figures of one dataset. Recorded figures come from the commits and completion markers, found figures from the files.
/// </summary>
public sealed record DatasetStatus
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>Arrivals that lie in <c>raw/</c>.</summary>
    public long ArrivalsFound { get; init; }

    /// <summary>Of these, the ones no commit names yet: the next ingest takes them.</summary>
    public long ArrivalsWaiting { get; init; }

    /// <summary>Arrivals that are recorded as done.</summary>
    public long ArrivalsDone { get; init; }

    /// <summary>Records in them (recorded).</summary>
    public long Records { get; init; }

    /// <summary>Records that went to the stage, replays included (recorded).</summary>
    public long Delivered { get; init; }

    /// <summary>Records in quarantine (recorded): those that went there less those that were replayed or discarded.</summary>
    public long Quarantined { get; init; }

    /// <summary>Quarantine entries that are found, without those of arrivals that are not done.</summary>
    public long QuarantineEntries { get; init; }

    /// <summary>Records that were in quarantine and were discarded by hand (recorded).</summary>
    public long Discarded { get; init; }

    /// <summary>Delivered records with something in <c>_rescued</c> (recorded).</summary>
    public long Rescued { get; init; }

    /// <summary>Records that were erased, or kept out since (recorded).</summary>
    public long Erased { get; init; }

    /// <summary>Stage files that are found.</summary>
    public long StageFiles { get; init; }

    /// <summary>Rows in them.</summary>
    public long StageRows { get; init; }

    /// <summary>Rows of stage files that no completion marker covers: the next partition takes them.</summary>
    public long StageRowsWaiting { get; init; }

    /// <summary>Rows found in the consumable table.</summary>
    public long ConsumableRows { get; init; }

    /// <summary>
    /// Files of a consumable table that an earlier version of the lake made and that is no Delta table yet; 0 for all others.
    /// </summary>
    public long FilesWithoutLog { get; init; }

    /// <summary>Rows that complete hours wrote (recorded).</summary>
    public long ConsumableWritten { get; init; }

    /// <summary>Rows that complete hours dropped as duplicates (recorded).</summary>
    public long Duplicates { get; init; }

    /// <summary>Hours that are in the consumable table.</summary>
    public long HoursDone { get; init; }

    /// <summary>Closed hours that wait for the partition routine.</summary>
    public long HoursDue { get; init; }

    /// <summary>Hours with stage data that are not over yet.</summary>
    public long HoursOpen { get; init; }

    /// <summary>What could not be read and was not needed, such as a broken checkpoint of the table's log: a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
