namespace Amazon.ElasticMapReduce.Model;

/// <summary>What a cluster is doing, and why.</summary>
public partial class ClusterStatus
{
    /// <summary>Its state.</summary>
    public ClusterState State { get; set; }

    /// <summary>Why it is in it.</summary>
    public ClusterStateChangeReason StateChangeReason { get; set; }

    /// <summary>What went wrong.</summary>
    public List<ErrorDetail> ErrorDetails { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>When it got there.</summary>
    public ClusterTimeline Timeline { get; set; }
}
