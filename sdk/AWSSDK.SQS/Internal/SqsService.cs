using Amazon.SQS.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;
using AwsProtocols.Json;

namespace Amazon.SQS.Internal;

/// <summary>What is particular to Amazon SQS.</summary>
internal static class SqsService
{
    internal static readonly ServiceDescription Description = new("SQS", "sqs", "2012-11-05");

    internal static readonly RegionalEndpointProvider Endpoints = new(Description.SigningName, plainFipsInGovCloud: true);

    private static readonly JsonService Json = new(Description, "AmazonSQS", "1.0", SqsJson.Default, Error);

    internal static readonly JsonOperation<ReceiveMessageRequest, ReceiveMessageResponse> ReceiveMessage =
        new(Json, "ReceiveMessage");
    internal static readonly JsonOperation<DeleteMessageRequest, DeleteMessageResponse> DeleteMessage =
        new(Json, "DeleteMessage");
    internal static readonly JsonOperation<SendMessageRequest, SendMessageResponse> SendMessage =
        new(Json, "SendMessage");
    internal static readonly JsonOperation<GetQueueAttributesRequest, GetQueueAttributesResponse> GetQueueAttributes =
        new(Json, "GetQueueAttributes");
    internal static readonly JsonOperation<ChangeMessageVisibilityRequest, ChangeMessageVisibilityResponse> ChangeMessageVisibility =
        new(Json, "ChangeMessageVisibility");
    internal static readonly JsonOperation<GetQueueUrlRequest, GetQueueUrlResponse> GetQueueUrl =
        new(Json, "GetQueueUrl");

    private static AmazonSQSException Error(ErrorResponse e) => e.Code switch
    {
        "InvalidAddress" => new InvalidAddressException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidAttributeName" => new InvalidAttributeNameException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidIdFormat" => new InvalidIdFormatException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidMessageContents" =>
            new InvalidMessageContentsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidSecurity" => new InvalidSecurityException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "MessageNotInflight" or "AWS.SimpleQueueService.MessageNotInflight" =>
            new MessageNotInflightException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "OverLimit" => new OverLimitException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "QueueDoesNotExist" or "AWS.SimpleQueueService.NonExistentQueue" =>
            new QueueDoesNotExistException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ReceiptHandleIsInvalid" =>
            new ReceiptHandleIsInvalidException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "RequestThrottled" => new RequestThrottledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "UnsupportedOperation" or "AWS.SimpleQueueService.UnsupportedOperation" =>
            new UnsupportedOperationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonSQSException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
