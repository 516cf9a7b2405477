namespace Amazon.SQS.Model;

/// <summary>A message to send.</summary>
public partial class SendMessageRequest : AmazonSQSRequest
{
    /// <summary>An empty one.</summary>
    public SendMessageRequest()
    {
    }

    /// <summary>A message with a text.</summary>
    public SendMessageRequest(string queueUrl, string messageBody)
    {
        QueueUrl = queueUrl;
        MessageBody = messageBody;
    }

    /// <summary>The queue. Required.</summary>
    public string QueueUrl { get; set; }

    /// <summary>The text. Required.</summary>
    public string MessageBody { get; set; }

    /// <summary>For how long it is hidden first, 0 to 900 seconds; what the queue says when it is not given.</summary>
    public int? DelaySeconds { get; set; }

    /// <summary>Attributes.</summary>
    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>For FIFO queues: a message with the same id within 5 minutes is a repeat.</summary>
    public string MessageDeduplicationId { get; set; }

    /// <summary>For FIFO queues: messages of a group keep their order.</summary>
    public string MessageGroupId { get; set; }
}
