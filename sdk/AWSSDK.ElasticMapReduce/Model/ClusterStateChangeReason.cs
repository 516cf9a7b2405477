namespace Amazon.ElasticMapReduce.Model;

/// <summary>Why a cluster is in its state.</summary>
public partial class ClusterStateChangeReason
{
    /// <summary>The reason.</summary>
    public ClusterStateChangeReasonCode Code { get; set; }

    /// <summary>The words for it.</summary>
    public string Message { get; set; }
}
