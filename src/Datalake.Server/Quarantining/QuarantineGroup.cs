using Datalake.Quarantining;

namespace Datalake.Server.Quarantining;

/// <summary>The quarantined records of a dataset that broke one rule.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Rule">The rule.</param>
public sealed record QuarantineGroup(string Dataset, string Rule)
{
    /// <summary>How many entries it has.</summary>
    public long Entries { get; init; }

    /// <summary>How many records they stand for.</summary>
    public long Records { get; init; }

    /// <summary>When the first of their arrivals came, UTC.</summary>
    public DateTimeOffset First { get; init; }

    /// <summary>When the last of their arrivals came, UTC.</summary>
    public DateTimeOffset Last { get; init; }

    /// <summary>The newest entries, at most <see cref="QuarantineDesk.ShownEntries"/>, the newest first; without their payloads.</summary>
    public IReadOnlyList<QuarantineEntry> Newest { get; init; } = [];
}
