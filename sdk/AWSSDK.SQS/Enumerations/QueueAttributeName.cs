using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.SQS;

/// <summary>What can be asked of a queue.</summary>
[JsonConverter(typeof(ConstantConverter<QueueAttributeName>))]
public class QueueAttributeName : ConstantClass
{
    /// <summary><c>All</c>.</summary>
    public static readonly QueueAttributeName All = new("All");

    /// <summary><c>ApproximateNumberOfMessages</c>.</summary>
    public static readonly QueueAttributeName ApproximateNumberOfMessages = new("ApproximateNumberOfMessages");

    /// <summary><c>ApproximateNumberOfMessagesDelayed</c>.</summary>
    public static readonly QueueAttributeName ApproximateNumberOfMessagesDelayed = new("ApproximateNumberOfMessagesDelayed");

    /// <summary><c>ApproximateNumberOfMessagesNotVisible</c>.</summary>
    public static readonly QueueAttributeName ApproximateNumberOfMessagesNotVisible = new("ApproximateNumberOfMessagesNotVisible");

    /// <summary><c>CreatedTimestamp</c>.</summary>
    public static readonly QueueAttributeName CreatedTimestamp = new("CreatedTimestamp");

    /// <summary><c>DelaySeconds</c>.</summary>
    public static readonly QueueAttributeName DelaySeconds = new("DelaySeconds");

    /// <summary><c>LastModifiedTimestamp</c>.</summary>
    public static readonly QueueAttributeName LastModifiedTimestamp = new("LastModifiedTimestamp");

    /// <summary><c>MaximumMessageSize</c>.</summary>
    public static readonly QueueAttributeName MaximumMessageSize = new("MaximumMessageSize");

    /// <summary><c>MessageRetentionPeriod</c>.</summary>
    public static readonly QueueAttributeName MessageRetentionPeriod = new("MessageRetentionPeriod");

    /// <summary><c>QueueArn</c>.</summary>
    public static readonly QueueAttributeName QueueArn = new("QueueArn");

    /// <summary><c>ReceiveMessageWaitTimeSeconds</c>.</summary>
    public static readonly QueueAttributeName ReceiveMessageWaitTimeSeconds = new("ReceiveMessageWaitTimeSeconds");

    /// <summary><c>RedrivePolicy</c>.</summary>
    public static readonly QueueAttributeName RedrivePolicy = new("RedrivePolicy");

    /// <summary><c>VisibilityTimeout</c>.</summary>
    public static readonly QueueAttributeName VisibilityTimeout = new("VisibilityTimeout");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public QueueAttributeName(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static QueueAttributeName FindValue(string value) => FindValue<QueueAttributeName>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator QueueAttributeName(string value) => FindValue(value);
}
