using Amazon.ElasticMapReduce.Internal;
using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;

namespace Amazon.ElasticMapReduce;

/// <summary>The client of Amazon EMR. Safe to share between threads; normally one per process.</summary>
public partial class AmazonElasticMapReduceClient : AmazonServiceClient, IAmazonElasticMapReduce
{
    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => EmrService.Description;

    /// <inheritdoc/>
    public virtual Task<RunJobFlowResponse> RunJobFlowAsync(RunJobFlowRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<RunJobFlowResponse>(request, EmrService.RunJobFlow.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeClusterResponse> DescribeClusterAsync(
        DescribeClusterRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeClusterResponse>(request, EmrService.DescribeCluster.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListClustersResponse> ListClustersAsync(
        ListClustersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListClustersResponse>(request, EmrService.ListClusters.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListClustersResponse> ListClustersAsync(CancellationToken cancellationToken = default) =>
        ListClustersAsync(new ListClustersRequest(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListStepsResponse> ListStepsAsync(ListStepsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListStepsResponse>(request, EmrService.ListSteps.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<TerminateJobFlowsResponse> TerminateJobFlowsAsync(
        TerminateJobFlowsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TerminateJobFlowsResponse>(request, EmrService.TerminateJobFlows.Options(), cancellationToken);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonElasticMapReduceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        clientConfig is AmazonElasticMapReduceConfig config
            ? new AmazonElasticMapReduceClient(awsCredentials, config)
            : throw new AmazonClientException(
                $"This client needs a {nameof(AmazonElasticMapReduceConfig)}, not a {clientConfig?.GetType().Name ?? "null"}");

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
