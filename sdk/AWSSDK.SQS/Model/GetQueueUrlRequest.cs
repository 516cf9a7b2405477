namespace Amazon.SQS.Model;

/// <summary>Which queue to find.</summary>
public partial class GetQueueUrlRequest : AmazonSQSRequest
{
    /// <summary>An empty one.</summary>
    public GetQueueUrlRequest()
    {
    }

    /// <summary>The queue of this name.</summary>
    public GetQueueUrlRequest(string queueName)
    {
        QueueName = queueName;
    }

    /// <summary>Its name. Required.</summary>
    public string QueueName { get; set; }

    /// <summary>The account it is of; the caller's when it is not given.</summary>
    public string QueueOwnerAWSAccountId { get; set; }
}
