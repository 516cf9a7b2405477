using Amazon.Athena.Internal;
using Amazon.Athena.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;

namespace Amazon.Athena;

/// <summary>The client of Amazon Athena. Safe to share between threads; normally one per process.</summary>
public partial class AmazonAthenaClient : AmazonServiceClient, IAmazonAthena
{
    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => AthenaService.Description;

    /// <inheritdoc/>
    public virtual Task<StartQueryExecutionResponse> StartQueryExecutionAsync(
        StartQueryExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartQueryExecutionResponse>(request, AthenaService.StartQueryExecution.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetQueryExecutionResponse> GetQueryExecutionAsync(
        GetQueryExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetQueryExecutionResponse>(request, AthenaService.GetQueryExecution.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetQueryResultsResponse> GetQueryResultsAsync(
        GetQueryResultsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetQueryResultsResponse>(request, AthenaService.GetQueryResults.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StopQueryExecutionResponse> StopQueryExecutionAsync(
        StopQueryExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopQueryExecutionResponse>(request, AthenaService.StopQueryExecution.Options(), cancellationToken);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonAthenaConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        clientConfig is AmazonAthenaConfig config
            ? new AmazonAthenaClient(awsCredentials, config)
            : throw new AmazonClientException(
                $"This client needs a {nameof(AmazonAthenaConfig)}, not a {clientConfig?.GetType().Name ?? "null"}");

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
