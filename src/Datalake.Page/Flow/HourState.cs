namespace Datalake.Page.Flow;

/// <summary>How far an ingestion hour has come.</summary>
public enum HourState
{
    /// <summary>Nothing came in it.</summary>
    Empty,

    /// <summary>It is not over.</summary>
    Open,

    /// <summary>It is over, and the table lacks some of it.</summary>
    Due,

    /// <summary>All of it is in the table.</summary>
    Done,

    /// <summary>Bringing it into the table failed the last time.</summary>
    Failed,
}
