namespace Amazon.ElasticMapReduce.Model;

/// <summary>Why a step failed.</summary>
public partial class FailureDetails
{
    /// <summary>The reason, as far as EMR could tell.</summary>
    public string Reason { get; set; }

    /// <summary>The words of the failure.</summary>
    public string Message { get; set; }

    /// <summary>The log that holds it.</summary>
    public string LogFile { get; set; }
}
