namespace Datalake.Embedded.Auditing;

/// <summary>Something that does not add up in a lake: records are lost, doubled, or not where they are recorded to be.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Rule">What should hold, one of <see cref="LakeRules"/>.</param>
/// <param name="Message">What is there, what should be there, what it means and what to do.</param>
public sealed record LakeDifference(string Dataset, string Rule, string Message)
{
    /// <summary>One line: dataset, message, rule.</summary>
    public override string ToString() => $"{Dataset}: {Message} [{Rule}]";
}

/// <summary>What holds in a lake in which nothing is lost or doubled. The ids do not change.</summary>
public static class LakeRules
{
    /// <summary>Of each commit: records in = delivered + quarantined, and delivered = the rows of its stage files.</summary>
    public const string CommitBalance = "commit-balance";

    /// <summary>No arrival is in two commits.</summary>
    public const string ArrivalOnce = "arrival-once";

    /// <summary>Every stage file that a commit names is there, and holds the rows it should.</summary>
    public const string StageFile = "stage-file";

    /// <summary>Every stage file is named by a commit.</summary>
    public const string StageUnknown = "stage-unknown";

    /// <summary>What was quarantined and not replayed is in quarantine, and can be read.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>A complete hour took all rows of its stage files, and wrote or dropped each.</summary>
    public const string HourBalance = "hour-balance";

    /// <summary>
    /// The files that the newest version of the consumable table names hold the rows they should, together those that the complete hours
    /// wrote.
    /// </summary>
    public const string ConsumableRows = "consumable-rows";

    /// <summary>No stage file came so late that its hour does not open again by itself.</summary>
    public const string LateFile = "late-file";
}
