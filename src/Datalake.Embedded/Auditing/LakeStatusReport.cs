namespace Datalake.Embedded.Auditing;

/// <summary>Where the records of a lake are, and whether they add up.</summary>
public sealed record LakeStatusReport
{
    /// <summary>The figures of each dataset, ordered by name.</summary>
    public required IReadOnlyList<DatasetStatus> Datasets { get; init; }

    /// <summary>What does not add up; each is an error.</summary>
    public required IReadOnlyList<LakeDifference> Differences { get; init; }

    /// <summary>Arrivals in <c>raw/</c> that no dataset claims. They stay where they are.</summary>
    public long Unclaimed { get; init; }

    /// <summary>The keys of some of them.</summary>
    public IReadOnlyList<string> UnclaimedKeys { get; init; } = [];

    /// <summary>Names in <c>raw/</c> that ingest cannot take: what is no file, what cannot be reached.</summary>
    public long LeftOut { get; init; }

    /// <summary>Some of these names, with the reason.</summary>
    public IReadOnlyList<(string Name, string Reason)> LeftOutNames { get; init; } = [];

    /// <summary>True when another process went on writing while the lake was counted, so that differences may be temporary.</summary>
    public bool IsMoving { get; init; }

    /// <summary>True when nothing is lost and nothing is doubled.</summary>
    public bool IsConserved => Differences.Count == 0;
}
