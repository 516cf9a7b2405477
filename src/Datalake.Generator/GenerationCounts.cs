namespace Datalake.Generator;

/// <summary>What was generated so far: the figures a run of the lake must arrive at.</summary>
public sealed record GenerationCounts
{
    /// <summary>Raw objects written.</summary>
    public long Arrivals { get; init; }

    /// <summary>Records in them: good, duplicate and bad.</summary>
    public long Records { get; init; }

    /// <summary>Bytes of the records (and the line ends between them), before compression.</summary>
    public long Bytes { get; init; }

    /// <summary>Bytes of the raw objects, after compression if any.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Records that must end in quarantine.</summary>
    public long Bad { get; init; }

    /// <summary>Records that are duplicates of another, byte for byte.</summary>
    public long Duplicates { get; init; }

    /// <summary>Good records that came days after their change.</summary>
    public long Late { get; init; }

    /// <summary>Distinct orders of which at least one good record was written.</summary>
    public long Orders { get; init; }

    /// <summary>Distinct good records: the rows a consumable table must hold.</summary>
    public long Versions => Records - Bad - Duplicates;
}
