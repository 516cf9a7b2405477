namespace Amazon.ElasticMapReduce.Model;

/// <summary>When a step was made, started, ended.</summary>
public partial class StepTimeline
{
    /// <summary>When it was asked for, UTC.</summary>
    public DateTime? CreationDateTime { get; set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime? StartDateTime { get; set; }

    /// <summary>When it had ended, UTC.</summary>
    public DateTime? EndDateTime { get; set; }
}
