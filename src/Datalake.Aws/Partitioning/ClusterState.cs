namespace Datalake.Aws.Partitioning;

/// <summary>How a cluster is, as far as the routine cares.</summary>
public enum ClusterState
{
    /// <summary>It is starting, working, or ending.</summary>
    Active,

    /// <summary>It has ended and its step was done.</summary>
    Succeeded,

    /// <summary>It has ended otherwise, or EMR does not know it any more.</summary>
    Failed,
}
