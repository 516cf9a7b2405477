namespace Amazon.ElasticMapReduce.Model;

/// <summary>A step in a list.</summary>
public partial class StepSummary
{
    /// <summary>Its id, <c>s-…</c>.</summary>
    public string Id { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>What becomes of the cluster when it fails.</summary>
    public ActionOnFailure ActionOnFailure { get; set; }

    /// <summary>What it runs.</summary>
    public HadoopStepConfig Config { get; set; }

    /// <summary>What it is doing, and why.</summary>
    public StepStatus Status { get; set; }
}
