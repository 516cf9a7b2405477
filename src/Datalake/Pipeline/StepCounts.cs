namespace Datalake.Pipeline;

/// <summary>What went into a step and what came out. One record in is exactly one record out, good or bad.</summary>
public sealed record StepCounts
{
    /// <summary>Records that went in, an unreadable stretch of an arrival counting as one.</summary>
    public long Records { get; init; }

    /// <summary>Records that came out good.</summary>
    public long Passed { get; init; }

    /// <summary>Records that went to quarantine.</summary>
    public long Quarantined { get; init; }

    /// <summary>Records that were erased before, and are kept out.</summary>
    public long Erased { get; init; }

    /// <summary>Good records with something in <c>_rescued</c>.</summary>
    public long Rescued { get; init; }

    /// <summary>Bytes that went in, as they came (gzip counts as it is stored).</summary>
    public long Bytes { get; init; }

    /// <summary>True when what went in is what came out.</summary>
    public bool IsConserved => Records == Passed + Quarantined + Erased;
}
