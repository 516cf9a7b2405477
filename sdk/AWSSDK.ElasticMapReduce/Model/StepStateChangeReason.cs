namespace Amazon.ElasticMapReduce.Model;

/// <summary>Why a step is in its state.</summary>
public partial class StepStateChangeReason
{
    /// <summary>The reason.</summary>
    public StepStateChangeReasonCode Code { get; set; }

    /// <summary>The words for it.</summary>
    public string Message { get; set; }
}
