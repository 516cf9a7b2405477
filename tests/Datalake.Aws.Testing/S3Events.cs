using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Datalake.Aws.Testing;

/// <summary>Makes S3 event notifications, and the SNS events in which functions get them, with the fields that AWS documents.</summary>
public static class S3Events
{
    /// <summary>One record of a notification, as JSON.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="encodedKey">The key as it stands in the event, URL-encoded.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="etag">The ETag, without quotes.</param>
    /// <param name="versionId">The version id; null in a bucket without versions.</param>
    /// <param name="eventName">What happened.</param>
    public static string Record(
        string bucket,
        string encodedKey,
        long size = 1,
        string etag = "e",
        string? versionId = null,
        string eventName = "ObjectCreated:Put"
    )
    {
        var version = versionId is null ? "" : $",\"versionId\":{Quote(versionId)}";
        return $$$$"""
            {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1","eventTime":"2026-11-20T09:00:00.123Z","eventName":{{{{Quote(eventName)}}}},
            "s3":{"s3SchemaVersion":"1.0","bucket":{"name":{{{{Quote(bucket)}}}},"arn":{{{{Quote("arn:aws:s3:::" + bucket)}}}}},
            "object":{"key":{{{{Quote(encodedKey)}}}},"size":{{{{size.ToString(CultureInfo.InvariantCulture)}}}},"eTag":{{{{Quote(etag)}}}}{{{{version}}}},"sequencer":"0055AED6DCD90281E5"}}}
            """;
    }

    /// <summary>A notification of records.</summary>
    /// <param name="records">The records.</param>
    public static string Message(params string[] records) => $"{{\"Records\":[{string.Join(',', records)}]}}";

    /// <summary>The SNS event that a function is called with.</summary>
    /// <param name="messages">One message for each SNS record.</param>
    public static byte[] Sns(params string[] messages)
    {
        var records = messages.Select((message, index) => $$$$"""
                    {"EventSource":"aws:sns","EventVersion":"1.0","EventSubscriptionArn":"arn:aws:sns:eu-west-1:123456789012:NewCheckoutRawData:1","Sns":{"Type":"Notification",
                    "MessageId":"m{{{{index.ToString(CultureInfo.InvariantCulture)}}}}","TopicArn":"arn:aws:sns:eu-west-1:123456789012:NewCheckoutRawData","Subject":"Amazon S3 Notification",
            "Message":{{{{Quote(message)}}}},"Timestamp":"2026-11-20T09:00:01.000Z","MessageAttributes":{}}}
            """);
        return Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(',', records)}]}}");
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
