namespace Amazon.Athena.Model;

/// <summary>How far a query is, and why.</summary>
public partial class QueryExecutionStatus
{
    /// <summary>How far it is.</summary>
    public QueryExecutionState State { get; set; }

    /// <summary>Why, in words.</summary>
    public string StateChangeReason { get; set; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTime? SubmissionDateTime { get; set; }

    /// <summary>When it was done, UTC.</summary>
    public DateTime? CompletionDateTime { get; set; }

    /// <summary>Why it failed.</summary>
    public AthenaError AthenaError { get; set; }
}
