using Datalake.Storage;

namespace Datalake.Embedded.Ingestion;

/// <summary>What a run of ingest did, or has done so far.</summary>
public sealed record IngestReport
{
    /// <summary>Arrivals found in the raw folder, done before or not.</summary>
    public long Found { get; init; }

    /// <summary>Arrivals done in this run.</summary>
    public long Arrivals { get; init; }

    /// <summary>Their bytes, as they came.</summary>
    public long Bytes { get; init; }

    /// <summary>Their records.</summary>
    public long Records { get; init; }

    /// <summary>Records that went to the stage.</summary>
    public long Delivered { get; init; }

    /// <summary>Records that went to quarantine.</summary>
    public long Quarantined { get; init; }

    /// <summary>Records that were erased before and are kept out. Their arrivals still hold them.</summary>
    public long Erased { get; init; }

    /// <summary>Delivered records with something in <c>_rescued</c>.</summary>
    public long Rescued { get; init; }

    /// <summary>Arrivals that were replaced or deleted while they were read; a new version is found by the next run.</summary>
    public long Changed { get; init; }

    /// <summary>Arrivals that no dataset claims. They stay where they are.</summary>
    public long Unclaimed { get; init; }

    /// <summary>The keys of some of them.</summary>
    public IReadOnlyList<string> UnclaimedKeys { get; init; } = [];

    /// <summary>Names in the raw folder that are no files: links, pipes, sockets, devices.</summary>
    public long Skipped { get; init; }

    /// <summary>Some of these names, with the reason.</summary>
    public IReadOnlyList<(string Name, string Reason)> SkippedNames { get; init; } = [];

    /// <summary>
    /// Arrivals, and folders of them, that could not be read from the disk, with the reason. They are tried again by the next run.
    /// </summary>
    public IReadOnlyList<(StoredObject Arrival, string Reason)> Failures { get; init; } = [];

    /// <summary>Datasets that cannot be structured now, with the number of arrivals that wait and the reason.</summary>
    public IReadOnlyList<(string Dataset, long Arrivals, string Reason)> Waiting { get; init; } = [];

    /// <summary>True when every record that went in came out.</summary>
    public bool IsConserved => Records == Delivered + Quarantined + Erased;

    /// <summary>This report with the counts of another added; what is named one by one stays this report's.</summary>
    /// <param name="more">The other.</param>
    public IngestReport With(IngestReport more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return this with
        {
            Found = Found + more.Found,
            Arrivals = Arrivals + more.Arrivals,
            Bytes = Bytes + more.Bytes,
            Records = Records + more.Records,
            Delivered = Delivered + more.Delivered,
            Quarantined = Quarantined + more.Quarantined,
            Rescued = Rescued + more.Rescued,
            Erased = Erased + more.Erased,
            Changed = Changed + more.Changed,
            Unclaimed = Unclaimed + more.Unclaimed,
            Skipped = Skipped + more.Skipped,
        };
    }
}
