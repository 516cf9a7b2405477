using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <summary>Amazon EMR: clusters that run Spark and its kin.</summary>
public partial interface IAmazonElasticMapReduce : IAmazonService, IDisposable
{
    /// <summary>Starts a cluster and gives it its steps.</summary>
    Task<RunJobFlowResponse> RunJobFlowAsync(RunJobFlowRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says what a cluster is and what it is doing.</summary>
    Task<DescribeClusterResponse> DescribeClusterAsync(DescribeClusterRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the clusters of the last two months, newest first, 50 a page.</summary>
    Task<ListClustersResponse> ListClustersAsync(ListClustersRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the clusters of the last two months, newest first, 50 a page.</summary>
    Task<ListClustersResponse> ListClustersAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists a cluster's steps, newest first, unless their ids are given.</summary>
    Task<ListStepsResponse> ListStepsAsync(ListStepsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Shuts clusters down, up to 10 at once. It answers before they are down; steps that have not ended are cancelled.</summary>
    Task<TerminateJobFlowsResponse> TerminateJobFlowsAsync(TerminateJobFlowsRequest request, CancellationToken cancellationToken = default);
}
