using Datalake.Aws.Operations.Redriving;

namespace Datalake.Aws.Operations.Tests.Redriving;

public sealed class DeadLetterReaderTests
{
    [Fact]
    public void A_functions_event_gives_each_of_its_notifications()
    {
        var letter = DeadLetterReader.Read(Letters.Event("arn:aws:sns:r:1:t", "one", "two"));
        Assert.Equal(DeadLetterKind.Notifications, letter.Kind);
        Assert.Equal(
            [("arn:aws:sns:r:1:t", "one"), ("arn:aws:sns:r:1:t", "two")],
            letter.Notifications.Select(notification => (notification.TopicArn, notification.Message))
        );
    }

    [Fact]
    public void A_destination_wraps_the_event()
    {
        var letter = DeadLetterReader.Read(
            $$"""{"version":"1.0","requestContext":{"condition":"RetriesExhausted"},"requestPayload":{{Letters.Event("arn:aws:sns:r:1:t", "one")}} }"""
        );
        Assert.Equal("one", Assert.Single(letter.Notifications).Message);
    }

    [Fact]
    public void A_subscriptions_envelope_is_one_notification_with_its_subject()
    {
        var notification = Assert.Single(
            DeadLetterReader
                .Read("""{"Type":"Notification","TopicArn":"arn:aws:sns:r:1:t","Subject":"S","Message":"{\"Records\":[]}"}""")
                .Notifications
        );
        Assert.Equal(new Notification("arn:aws:sns:r:1:t", "{\"Records\":[]}", "S"), notification);
    }

    [Fact]
    public void A_schedules_event_is_one() => Assert.Equal(DeadLetterKind.Schedule, DeadLetterReader.Read(Letters.Scheduled).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"Records\":[]}")]
    [InlineData("{\"Records\":[{\"s3\":{}}]}")]
    [InlineData("{\"Records\":[null]}")]
    [InlineData("{\"Records\":[{\"Sns\":{\"TopicArn\":\"t\",\"Message\":\"m\"}},{\"Sns\":{\"TopicArn\":\"t\"}}]}")]
    [InlineData("{\"Type\":\"Notification\",\"TopicArn\":5,\"Message\":\"m\"}")]
    [InlineData("{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"t\",\"Message\":\"m\"}")]
    [InlineData("{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\"}")]
    public void Anything_else_is_unknown_with_a_reason(string body)
    {
        var letter = DeadLetterReader.Read(body);
        Assert.Equal(DeadLetterKind.Unknown, letter.Kind);
        Assert.Empty(letter.Notifications);
        Assert.NotEmpty(letter.Reason!);
    }
}
