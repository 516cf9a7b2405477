namespace Amazon.SQS.Model;

/// <summary>For how long a message stays hidden from now on.</summary>
public partial class ChangeMessageVisibilityRequest : AmazonSQSRequest
{
    /// <summary>An empty one.</summary>
    public ChangeMessageVisibilityRequest()
    {
    }

    /// <summary>This message, for so many seconds.</summary>
    public ChangeMessageVisibilityRequest(string queueUrl, string receiptHandle, int? visibilityTimeout)
    {
        QueueUrl = queueUrl;
        ReceiptHandle = receiptHandle;
        VisibilityTimeout = visibilityTimeout;
    }

    /// <summary>The queue. Required.</summary>
    public string QueueUrl { get; set; }

    /// <summary>The receipt handle of the message's last receipt. Required.</summary>
    public string ReceiptHandle { get; set; }

    /// <summary>In seconds from now, 0 to 43,200; 0 gives it back at once. Required.</summary>
    public int? VisibilityTimeout { get; set; }
}
