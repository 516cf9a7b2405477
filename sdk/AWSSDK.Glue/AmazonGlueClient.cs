using Amazon.Glue.Internal;
using Amazon.Glue.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;

namespace Amazon.Glue;

/// <summary>The client of AWS Glue. Safe to share between threads; normally one per process.</summary>
public partial class AmazonGlueClient : AmazonServiceClient, IAmazonGlue
{
    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => GlueService.Description;

    /// <inheritdoc/>
    public virtual Task<GetTableResponse> GetTableAsync(GetTableRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetTableResponse>(request, GlueService.GetTable.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<CreateTableResponse> CreateTableAsync(CreateTableRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateTableResponse>(request, GlueService.CreateTable.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<UpdateTableResponse> UpdateTableAsync(UpdateTableRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateTableResponse>(request, GlueService.UpdateTable.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetPartitionsResponse> GetPartitionsAsync(
        GetPartitionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPartitionsResponse>(request, GlueService.GetPartitions.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<BatchCreatePartitionResponse> BatchCreatePartitionAsync(
        BatchCreatePartitionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchCreatePartitionResponse>(request, GlueService.BatchCreatePartition.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StartCrawlerResponse> StartCrawlerAsync(
        StartCrawlerRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartCrawlerResponse>(request, GlueService.StartCrawler.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetCrawlerResponse> GetCrawlerAsync(GetCrawlerRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetCrawlerResponse>(request, GlueService.GetCrawler.Options(), cancellationToken);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonGlueConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        clientConfig is AmazonGlueConfig config
            ? new AmazonGlueClient(awsCredentials, config)
            : throw new AmazonClientException(
                $"This client needs a {nameof(AmazonGlueConfig)}, not a {clientConfig?.GetType().Name ?? "null"}");

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
