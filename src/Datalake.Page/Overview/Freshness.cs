using Datalake.Embedded.Live;
using Datalake.Page.Common;

namespace Datalake.Page.Overview;

/// <summary>How far a dataset's table is behind its stage.</summary>
/// <param name="Kind">The colour.</param>
/// <param name="Word">The state in a word or two.</param>
/// <param name="Lag">For how long the table has lacked something; null when it lacks nothing.</param>
internal sealed record Freshness(BadgeKind Kind, string Word, TimeSpan? Lag)
{
    // What a commit, the insert into the table and the disk take together, on a small machine.
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(2);

    /// <summary>
    /// From an acknowledged record to a row in the table: the time that a buffer waits, and as long again for the rest, at least two seconds.
    /// </summary>
    /// <param name="seal">How long the oldest record of a buffer waits.</param>
    public static TimeSpan TargetOf(TimeSpan seal) => seal + (seal > Work ? seal : Work);

    /// <summary>The freshness of a dataset.</summary>
    /// <param name="flow">What it has done; null when nothing since the start.</param>
    /// <param name="target">How far it may be behind.</param>
    /// <param name="now">The time.</param>
    public static Freshness Of(DatasetFlow? flow, TimeSpan target, DateTimeOffset now)
    {
        if (flow?.BehindSince is not { } since)
            return flow?.LastCommit is null ? new(BadgeKind.Neutral, "nothing new", null) : new(BadgeKind.Good, "up to date", null);
        var lag = now - since;
        return lag <= target ? new(BadgeKind.Busy, "inserting", lag) : new(BadgeKind.Warning, "behind", lag);
    }
}
