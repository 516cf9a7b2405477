using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.SQS;

/// <summary>What a queue can tell of a message.</summary>
[JsonConverter(typeof(ConstantConverter<MessageSystemAttributeName>))]
public class MessageSystemAttributeName : ConstantClass
{
    /// <summary><c>All</c>.</summary>
    public static readonly MessageSystemAttributeName All = new("All");

    /// <summary><c>ApproximateFirstReceiveTimestamp</c>.</summary>
    public static readonly MessageSystemAttributeName ApproximateFirstReceiveTimestamp = new("ApproximateFirstReceiveTimestamp");

    /// <summary><c>ApproximateReceiveCount</c>.</summary>
    public static readonly MessageSystemAttributeName ApproximateReceiveCount = new("ApproximateReceiveCount");

    /// <summary><c>AWSTraceHeader</c>.</summary>
    public static readonly MessageSystemAttributeName AWSTraceHeader = new("AWSTraceHeader");

    /// <summary><c>DeadLetterQueueSourceArn</c>.</summary>
    public static readonly MessageSystemAttributeName DeadLetterQueueSourceArn = new("DeadLetterQueueSourceArn");

    /// <summary><c>MessageDeduplicationId</c>.</summary>
    public static readonly MessageSystemAttributeName MessageDeduplicationId = new("MessageDeduplicationId");

    /// <summary><c>MessageGroupId</c>.</summary>
    public static readonly MessageSystemAttributeName MessageGroupId = new("MessageGroupId");

    /// <summary><c>SenderId</c>.</summary>
    public static readonly MessageSystemAttributeName SenderId = new("SenderId");

    /// <summary><c>SentTimestamp</c>.</summary>
    public static readonly MessageSystemAttributeName SentTimestamp = new("SentTimestamp");

    /// <summary><c>SequenceNumber</c>.</summary>
    public static readonly MessageSystemAttributeName SequenceNumber = new("SequenceNumber");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public MessageSystemAttributeName(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static MessageSystemAttributeName FindValue(string value) => FindValue<MessageSystemAttributeName>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator MessageSystemAttributeName(string value) => FindValue(value);
}
