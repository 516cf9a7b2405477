namespace Amazon.SQS.Model;

/// <summary>Which queue to take messages from, and how.</summary>
public partial class ReceiveMessageRequest : AmazonSQSRequest
{
    /// <summary>An empty one.</summary>
    public ReceiveMessageRequest()
    {
    }

    /// <summary>From this queue.</summary>
    public ReceiveMessageRequest(string queueUrl)
    {
        QueueUrl = queueUrl;
    }

    /// <summary>The queue. Required.</summary>
    public string QueueUrl { get; set; }

    /// <summary>At most so many, 1 to 10; 1 when it is not given.</summary>
    public int? MaxNumberOfMessages { get; set; }

    /// <summary>How long to wait for a message, 0 to 20 seconds; what the queue says when it is not given.</summary>
    public int? WaitTimeSeconds { get; set; }

    /// <summary>For how long the messages are hidden, 0 to 43,200 seconds; what the queue says when it is not given.</summary>
    public int? VisibilityTimeout { get; set; }

    /// <summary>What to tell of each message, for example <c>ApproximateReceiveCount</c>; <c>All</c> is everything.</summary>
    public List<string> MessageSystemAttributeNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The former name of <see cref="MessageSystemAttributeNames"/>.</summary>
    public List<string> AttributeNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Which attributes of the sender to give; <c>All</c> is every one.</summary>
    public List<string> MessageAttributeNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>For FIFO queues: names this attempt, so that its repeat gets the same messages.</summary>
    public string ReceiveRequestAttemptId { get; set; }
}
