using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SNSEvents;
using Amazon.Lambda.Tests.RuntimeSupport;

namespace Amazon.Lambda.Tests.Serialization;

public sealed class EventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<LoopJson> Serializer = new();

    [Fact]
    public void A_notification_of_sns_is_read()
    {
        var record = Assert.Single(Read<SNSEvent>("""
            {
              "Records": [
                {
                  "EventSource": "aws:sns",
                  "EventVersion": "1.0",
                  "EventSubscriptionArn": "arn:aws:sns:eu-west-1:123456789012:NewCheckoutRawData:2bcfbf39",
                  "Sns": {
                    "Type": "Notification",
                    "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                    "TopicArn": "arn:aws:sns:eu-west-1:123456789012:NewCheckoutRawData",
                    "Subject": "Amazon S3 Notification",
                    "Message": "{\"Records\":[]}",
                    "Timestamp": "2026-11-20T09:10:00.123Z",
                    "SignatureVersion": "1",
                    "Signature": "EXAMPLE",
                    "SigningCertUrl": "https://sns.eu-west-1.amazonaws.com/cert.pem",
                    "UnsubscribeUrl": "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe",
                    "MessageAttributes": { "attempt": { "Type": "Number", "Value": "2" } }
                  }
                }
              ]
            }
            """).Records);

        Assert.Equal("aws:sns", record.EventSource);
        Assert.Equal("1.0", record.EventVersion);
        Assert.Equal("arn:aws:sns:eu-west-1:123456789012:NewCheckoutRawData:2bcfbf39", record.EventSubscriptionArn);
        var sns = record.Sns;
        Assert.Equal("Notification", sns.Type);
        Assert.Equal("95df01b4-ee98-5cb9-9903-4c221d41eb5e", sns.MessageId);
        Assert.Equal("arn:aws:sns:eu-west-1:123456789012:NewCheckoutRawData", sns.TopicArn);
        Assert.Equal("Amazon S3 Notification", sns.Subject);
        Assert.Equal("""{"Records":[]}""", sns.Message);
        Assert.Equal(new DateTime(2026, 11, 20, 9, 10, 0, 123, DateTimeKind.Utc), sns.Timestamp);
        Assert.Equal(DateTimeKind.Utc, sns.Timestamp.Kind);
        Assert.Equal("1", sns.SignatureVersion);
        Assert.Equal("EXAMPLE", sns.Signature);
        Assert.Equal("https://sns.eu-west-1.amazonaws.com/cert.pem", sns.SigningCertUrl);
        Assert.Equal("https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe", sns.UnsubscribeUrl);
        Assert.Equal("2", sns.MessageAttributes["attempt"].Value);
        Assert.Equal("Number", sns.MessageAttributes["attempt"].Type);
    }

    [Fact]
    public void An_event_of_a_schedule_is_read()
    {
        var scheduled = Read<ScheduledEvent>("""
            {
              "version": "0",
              "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
              "detail-type": "Scheduled Event",
              "source": "aws.events",
              "account": "123456789012",
              "time": "2026-11-20T10:10:00Z",
              "region": "eu-west-1",
              "resources": ["arn:aws:events:eu-west-1:123456789012:rule/checkout_partition_routine_trigger"],
              "detail": {}
            }
            """);

        Assert.Equal("0", scheduled.Version);
        Assert.Equal("53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", scheduled.Id);
        Assert.Equal("Scheduled Event", scheduled.DetailType);
        Assert.Equal("aws.events", scheduled.Source);
        Assert.Equal("123456789012", scheduled.Account);
        Assert.Equal(new DateTime(2026, 11, 20, 10, 10, 0, DateTimeKind.Utc), scheduled.Time);
        Assert.Equal("eu-west-1", scheduled.Region);
        Assert.Equal(["arn:aws:events:eu-west-1:123456789012:rule/checkout_partition_routine_trigger"], scheduled.Resources);
        Assert.NotNull(scheduled.Detail);
    }

    [Fact]
    public void An_event_of_another_service_has_no_records()
    {
        Assert.Null(Read<SNSEvent>("""{"detail-type":"Scheduled Event"}""").Records);
    }

    private static T Read<T>(string json) => Serializer.Deserialize<T>(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));
}
