using Amazon.SQS.Model;
using Amazon.Runtime;

namespace Amazon.SQS;

/// <summary>Amazon SQS: queues.</summary>
public partial interface IAmazonSQS : IAmazonService, IDisposable
{
    /// <summary>
    /// Takes up to 10 messages. Each is hidden from others for the visibility timeout, and comes again unless it is deleted in that time.
    /// </summary>
    Task<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes one message, if there is one.</summary>
    Task<ReceiveMessageResponse> ReceiveMessageAsync(string queueUrl, CancellationToken cancellationToken = default);

    /// <summary>Deletes a message that was received.</summary>
    Task<DeleteMessageResponse> DeleteMessageAsync(DeleteMessageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Deletes a message that was received.</summary>
    Task<DeleteMessageResponse> DeleteMessageAsync(
        string queueUrl, string receiptHandle, CancellationToken cancellationToken = default);

    /// <summary>Puts a message into a queue, at most 1 MiB with its attributes.</summary>
    Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Puts a message into a queue, at most 1 MiB.</summary>
    Task<SendMessageResponse> SendMessageAsync(
        string queueUrl, string messageBody, CancellationToken cancellationToken = default);

    /// <summary>Says how a queue is set up, and about how many messages it holds.</summary>
    Task<GetQueueAttributesResponse> GetQueueAttributesAsync(
        GetQueueAttributesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Says how a queue is set up, and about how many messages it holds.</summary>
    Task<GetQueueAttributesResponse> GetQueueAttributesAsync(
        string queueUrl, List<string> attributeNames, CancellationToken cancellationToken = default);

    /// <summary>Sets anew for how long a message that was received stays hidden.</summary>
    Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(
        ChangeMessageVisibilityRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sets anew for how long a message that was received stays hidden.</summary>
    Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(
        string queueUrl, string receiptHandle, int? visibilityTimeout, CancellationToken cancellationToken = default);

    /// <summary>Finds a queue by its name.</summary>
    Task<GetQueueUrlResponse> GetQueueUrlAsync(GetQueueUrlRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds a queue by its name.</summary>
    Task<GetQueueUrlResponse> GetQueueUrlAsync(string queueName, CancellationToken cancellationToken = default);
}
