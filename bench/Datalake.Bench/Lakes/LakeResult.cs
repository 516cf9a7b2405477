namespace Datalake.Bench.Lakes;

/// <summary>What the process that ran a lake reports.</summary>
internal sealed record LakeResult
{
    /// <summary>From raw files to committed stage files.</summary>
    public required PhaseTime Ingest { get; init; }

    /// <summary>From stage files to finished hours.</summary>
    public required PhaseTime Partition { get; init; }

    /// <summary>Both, and opening the lake.</summary>
    public required PhaseTime Whole { get; init; }

    /// <summary>Arrivals done.</summary>
    public required long Arrivals { get; init; }

    /// <summary>Records in them.</summary>
    public required long Records { get; init; }

    /// <summary>Records that went to the stage.</summary>
    public required long Delivered { get; init; }

    /// <summary>Records that went to quarantine.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Rows that the partition routine read.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that it wrote.</summary>
    public required long Written { get; init; }

    /// <summary>Rows that it dropped as duplicates.</summary>
    public required long Duplicates { get; init; }

    /// <summary>The maximum resident memory of the process until the stage was written, in bytes.</summary>
    public required long IngestPeak { get; init; }

    /// <summary>The maximum resident memory of the process, in bytes.</summary>
    public required long Peak { get; init; }
}

/// <summary>What a phase took.</summary>
/// <param name="Seconds">On the clock.</param>
/// <param name="ProcessorSeconds">Of processor time, over all processors.</param>
internal sealed record PhaseTime(double Seconds, double ProcessorSeconds);
