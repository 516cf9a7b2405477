namespace Amazon.ElasticMapReduce.Model;

/// <summary>How far EMR may scale a cluster by itself.</summary>
public partial class ManagedScalingPolicy
{
    /// <summary>The limits.</summary>
    public ComputeLimits ComputeLimits { get; set; }
}
