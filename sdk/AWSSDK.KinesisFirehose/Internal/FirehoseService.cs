using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;
using AwsProtocols.Json;

namespace Amazon.KinesisFirehose.Internal;

/// <summary>What is particular to Amazon Data Firehose.</summary>
internal static partial class FirehoseService
{
    internal static readonly ServiceDescription Description = new("Firehose", "firehose", "2015-08-04");

    internal static readonly RegionalEndpointProvider Endpoints = new(Description.SigningName);

    private static readonly JsonService Json = new(Description, "Firehose_20150804", FirehoseJson.Default, Error);

    internal static readonly JsonOperation<PutRecordBatchRequest, PutRecordBatchResponse> PutRecordBatch =
        new(Json, "PutRecordBatch", PutRecordBatchSize);
    internal static readonly JsonOperation<DescribeDeliveryStreamRequest, DescribeDeliveryStreamResponse> DescribeDeliveryStream =
        new(Json, "DescribeDeliveryStream");

    private static AmazonKinesisFirehoseException Error(ErrorResponse e, ErrorMembers members) => e.Code switch
    {
        "ConcurrentModificationException" =>
            new ConcurrentModificationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidArgumentException" => new InvalidArgumentException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidKMSResourceException" =>
            new InvalidKMSResourceException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
            {
                Code = members.Text("code"),
            },
        "InvalidSourceException" => new InvalidSourceException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode)
        {
            Code = members.Text("code"),
        },
        "LimitExceededException" => new LimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceInUseException" => new ResourceInUseException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNotFoundException" =>
            new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ServiceUnavailableException" =>
            new ServiceUnavailableException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonKinesisFirehoseException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
