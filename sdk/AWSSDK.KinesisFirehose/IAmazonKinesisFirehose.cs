using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;

namespace Amazon.KinesisFirehose;

/// <summary>Amazon Data Firehose (Kinesis Data Firehose): streams that take records and deliver them in batches.</summary>
public partial interface IAmazonKinesisFirehose : IAmazonService, IDisposable
{
    /// <summary>
    /// Puts up to 500 records into a stream, together at most 4 MiB. An answer of success may still name records that failed: look at
    /// <see cref="PutRecordBatchResponse.FailedPutCount"/>.
    /// </summary>
    Task<PutRecordBatchResponse> PutRecordBatchAsync(PutRecordBatchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Puts up to 500 records into a stream, together at most 4 MiB.</summary>
    Task<PutRecordBatchResponse> PutRecordBatchAsync(
        string deliveryStreamName, List<Record> records, CancellationToken cancellationToken = default);

    /// <summary>Says what a stream is, where it delivers, and whether it is active.</summary>
    Task<DescribeDeliveryStreamResponse> DescribeDeliveryStreamAsync(
        DescribeDeliveryStreamRequest request, CancellationToken cancellationToken = default);
}
