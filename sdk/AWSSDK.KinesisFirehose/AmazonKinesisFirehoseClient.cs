using Amazon.KinesisFirehose.Internal;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;

namespace Amazon.KinesisFirehose;

/// <summary>The client of Amazon Data Firehose. Safe to share between threads; normally one per process.</summary>
public partial class AmazonKinesisFirehoseClient : AmazonServiceClient, IAmazonKinesisFirehose
{
    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => FirehoseService.Description;

    /// <inheritdoc/>
    public virtual Task<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutRecordBatchResponse>(request, FirehoseService.PutRecordBatch.Options(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<PutRecordBatchResponse> PutRecordBatchAsync(
        string deliveryStreamName, List<Record> records, CancellationToken cancellationToken = default) =>
        PutRecordBatchAsync(new PutRecordBatchRequest { DeliveryStreamName = deliveryStreamName, Records = records }, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeDeliveryStreamResponse> DescribeDeliveryStreamAsync(
        DescribeDeliveryStreamRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeDeliveryStreamResponse>(request, FirehoseService.DescribeDeliveryStream.Options(), cancellationToken);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonKinesisFirehoseConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        clientConfig is AmazonKinesisFirehoseConfig config
            ? new AmazonKinesisFirehoseClient(awsCredentials, config)
            : throw new AmazonClientException(
                $"This client needs a {nameof(AmazonKinesisFirehoseConfig)}, not a {clientConfig?.GetType().Name ?? "null"}");

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
