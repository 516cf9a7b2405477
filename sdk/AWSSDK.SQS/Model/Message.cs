namespace Amazon.SQS.Model;

/// <summary>A message.</summary>
public partial class Message
{
    /// <summary>Its id.</summary>
    public string MessageId { get; set; }

    /// <summary>What this receipt is deleted or changed with; each receipt has its own.</summary>
    public string ReceiptHandle { get; set; }

    /// <summary>Its text.</summary>
    public string Body { get; set; }

    /// <summary>The MD5 of its text, in hexadecimal.</summary>
    public string MD5OfBody { get; set; }

    /// <summary>What the queue tells of it.</summary>
    public Dictionary<string, string> Attributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The attributes of the sender.</summary>
    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The MD5 of the attributes of the sender, in hexadecimal.</summary>
    public string MD5OfMessageAttributes { get; set; }
}
