namespace Amazon.Athena.Model;

/// <summary>Whether an earlier result was used.</summary>
public partial class ResultReuseInformation
{
    /// <summary>Whether it was.</summary>
    public bool? ReusedPreviousResult { get; set; }
}
