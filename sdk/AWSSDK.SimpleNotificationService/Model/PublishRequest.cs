namespace Amazon.SimpleNotificationService.Model;

/// <summary>A message to publish.</summary>
public partial class PublishRequest : AmazonSimpleNotificationServiceRequest
{
    /// <summary>An empty one.</summary>
    public PublishRequest()
    {
    }

    /// <summary>A message for a topic.</summary>
    public PublishRequest(string topicArn, string message)
    {
        TopicArn = topicArn;
        Message = message;
    }

    /// <summary>A message with a subject for a topic.</summary>
    public PublishRequest(string topicArn, string message, string subject)
    {
        TopicArn = topicArn;
        Message = message;
        Subject = subject;
    }

    /// <summary>The topic. This or <see cref="TargetArn"/> or <see cref="PhoneNumber"/> is required.</summary>
    public string TopicArn { get; set; }

    /// <summary>An application's endpoint, or a topic.</summary>
    public string TargetArn { get; set; }

    /// <summary>A telephone, in E.164 form.</summary>
    public string PhoneNumber { get; set; }

    /// <summary>The text, at most 256 KiB with its attributes. Required.</summary>
    public string Message { get; set; }

    /// <summary>The subject of mails, at most 100 characters.</summary>
    public string Subject { get; set; }

    /// <summary><c>json</c> when the text is JSON with a text for each kind of subscriber.</summary>
    public string MessageStructure { get; set; }

    /// <summary>Attributes, by which subscriptions may filter.</summary>
    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>For FIFO topics: a message with the same id within 5 minutes is a duplicate.</summary>
    public string MessageDeduplicationId { get; set; }

    /// <summary>For FIFO topics: messages of a group keep their order.</summary>
    public string MessageGroupId { get; set; }
}
