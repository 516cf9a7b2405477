namespace Amazon.SQS.Model;

/// <summary>What to tell of a queue.</summary>
public partial class GetQueueAttributesRequest : AmazonSQSRequest
{
    /// <summary>An empty one.</summary>
    public GetQueueAttributesRequest()
    {
    }

    /// <summary>These attributes of this queue.</summary>
    public GetQueueAttributesRequest(string queueUrl, List<string> attributeNames)
    {
        QueueUrl = queueUrl;
        AttributeNames = attributeNames;
    }

    /// <summary>The queue. Required.</summary>
    public string QueueUrl { get; set; }

    /// <summary>The attributes, for example <c>ApproximateNumberOfMessages</c>; <c>All</c> is every one.</summary>
    public List<string> AttributeNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
