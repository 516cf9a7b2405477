namespace Amazon.Lambda.SNSEvents;

/// <summary>What a function gets that subscribes to an SNS topic. See https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html.</summary>
public class SNSEvent
{
    /// <summary>The records; null where the event is none of SNS.</summary>
    public IList<SNSRecord> Records { get; set; } = null!;

    /// <summary>A message, and how it came.</summary>
    public class SNSRecord
    {
        /// <summary><c>aws:sns</c>.</summary>
        public string EventSource { get; set; } = null!;

        /// <summary>The ARN of the subscription.</summary>
        public string EventSubscriptionArn { get; set; } = null!;

        /// <summary>The version of the format, <c>1.0</c>.</summary>
        public string EventVersion { get; set; } = null!;

        /// <summary>The message.</summary>
        public SNSMessage Sns { get; set; } = null!;
    }

    /// <summary>A message.</summary>
    public class SNSMessage
    {
        /// <summary>The text that was published.</summary>
        public string Message { get; set; } = null!;

        /// <summary>The attributes it was published with.</summary>
        public IDictionary<string, MessageAttribute> MessageAttributes { get; set; } = null!;

        /// <summary>Its id. A message that comes twice keeps it.</summary>
        public string MessageId { get; set; } = null!;

        /// <summary>The signature, base64.</summary>
        public string Signature { get; set; } = null!;

        /// <summary>The version of the signature.</summary>
        public string SignatureVersion { get; set; } = null!;

        /// <summary>Where the certificate of the signature is.</summary>
        public string SigningCertUrl { get; set; } = null!;

        /// <summary>The subject, or null.</summary>
        public string? Subject { get; set; }

        /// <summary>When it was published, UTC.</summary>
        public DateTime Timestamp { get; set; }

        /// <summary>The ARN of the topic.</summary>
        public string TopicArn { get; set; } = null!;

        /// <summary><c>Notification</c>.</summary>
        public string Type { get; set; } = null!;

        /// <summary>Where one ends the subscription.</summary>
        public string UnsubscribeUrl { get; set; } = null!;
    }

    /// <summary>An attribute of a message.</summary>
    public class MessageAttribute
    {
        /// <summary>Its type, as <c>String</c>.</summary>
        public string Type { get; set; } = null!;

        /// <summary>Its value.</summary>
        public string Value { get; set; } = null!;
    }
}
