namespace Datalake.Page.Common;

/// <summary>The colour of a <see cref="StatusBadge"/>. The word beside it says the same.</summary>
public enum BadgeKind
{
    /// <summary>Nothing special.</summary>
    Neutral,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Work is under way.</summary>
    Busy,

    /// <summary>Somebody should look.</summary>
    Warning,

    /// <summary>Wrong.</summary>
    Bad,
}
