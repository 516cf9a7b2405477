namespace Amazon.ElasticMapReduce.Model;

/// <summary>What a step is doing, and why.</summary>
public partial class StepStatus
{
    /// <summary>Its state.</summary>
    public StepState State { get; set; }

    /// <summary>Why it is in it.</summary>
    public StepStateChangeReason StateChangeReason { get; set; }

    /// <summary>Why it failed.</summary>
    public FailureDetails FailureDetails { get; set; }

    /// <summary>When it got there.</summary>
    public StepTimeline Timeline { get; set; }
}
