namespace Amazon.SQS.Model;

/// <summary>Which message to delete.</summary>
public partial class DeleteMessageRequest : AmazonSQSRequest
{
    /// <summary>An empty one.</summary>
    public DeleteMessageRequest()
    {
    }

    /// <summary>This message.</summary>
    public DeleteMessageRequest(string queueUrl, string receiptHandle)
    {
        QueueUrl = queueUrl;
        ReceiptHandle = receiptHandle;
    }

    /// <summary>The queue. Required.</summary>
    public string QueueUrl { get; set; }

    /// <summary>The receipt handle of the message's last receipt. Required.</summary>
    public string ReceiptHandle { get; set; }
}
