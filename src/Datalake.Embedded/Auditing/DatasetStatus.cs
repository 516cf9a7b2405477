namespace Datalake.Embedded.Auditing;

/// <summary>The figures of one dataset. Those called "by the books" are what the commits and marks say, the others what is really there.</summary>
public sealed record DatasetStatus
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>Arrivals that lie in <c>raw/</c>.</summary>
    public long ArrivalsFound { get; init; }

    /// <summary>Of these, the ones no commit names yet: the next ingest takes them.</summary>
    public long ArrivalsWaiting { get; init; }

    /// <summary>Arrivals that are done, by the books.</summary>
    public long ArrivalsDone { get; init; }

    /// <summary>Records in them, by the books.</summary>
    public long Records { get; init; }

    /// <summary>Records that went to the stage, replays included, by the books.</summary>
    public long Delivered { get; init; }

    /// <summary>Records in quarantine, by the books: those that went there less those that were replayed or discarded.</summary>
    public long Quarantined { get; init; }

    /// <summary>Quarantine entries that are there, those of arrivals that are not done left aside.</summary>
    public long QuarantineEntries { get; init; }

    /// <summary>Records that were in quarantine and were discarded by hand, by the books.</summary>
    public long Discarded { get; init; }

    /// <summary>Delivered records with something in <c>_rescued</c>, by the books.</summary>
    public long Rescued { get; init; }

    /// <summary>Stage files that are there.</summary>
    public long StageFiles { get; init; }

    /// <summary>Rows in them.</summary>
    public long StageRows { get; init; }

    /// <summary>Rows of stage files that no finished hour covers: the next partition takes them.</summary>
    public long StageRowsWaiting { get; init; }

    /// <summary>Rows in the consumable table.</summary>
    public long ConsumableRows { get; init; }

    /// <summary>Rows that finished hours wrote, by the books.</summary>
    public long ConsumableWritten { get; init; }

    /// <summary>Rows that finished hours dropped as repeats, by the books.</summary>
    public long Duplicates { get; init; }

    /// <summary>Hours that are in the consumable table.</summary>
    public long HoursDone { get; init; }

    /// <summary>Closed hours that wait for the partition routine.</summary>
    public long HoursDue { get; init; }

    /// <summary>Hours with stage data that are not over yet.</summary>
    public long HoursOpen { get; init; }
}
