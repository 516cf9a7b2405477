using Amazon.SimpleNotificationService;
using AWSSDK.Subsets.Tests.Answering;

namespace AWSSDK.Subsets.Tests.Sns;

public sealed class PublishRequestTests
{
    private const string Done =
        """
        <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId><SequenceNumber>17</SequenceNumber>
        </PublishResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>
        """;

    [Fact]
    public async Task A_message_is_a_form_and_the_answer_names_it()
    {
        await using var server = await AnsweringServer.StartAsync(
            Answers.Respond(503, "text/xml", "<x/>"), Answers.Respond(200, "text/xml", Done));
        using var client = new AmazonSimpleNotificationServiceClient(
            AnsweringServer.Credentials, server.Config(new AmazonSimpleNotificationServiceConfig()));

        var response = await client.PublishAsync("arn:t", "a b&c", TestContext.Current.CancellationToken);

        Assert.Equal(("m-1", "17", "r-1"), (response.MessageId, response.SequenceNumber, response.ResponseMetadata.RequestId));
        Assert.Equal(2, server.Seen.Count);
        Assert.All(server.Seen, request => Assert.True(request.SignatureIsValid));
        Assert.All(
            server.Seen,
            request => Assert.Equal("Action=Publish&Message=a%20b%26c&TopicArn=arn%3At&Version=2010-03-31", Sorted(request.Text))
        );
        Assert.StartsWith("application/x-www-form-urlencoded", server.Seen[0].Headers["content-type"], StringComparison.Ordinal);
    }

    private static string Sorted(string form) => string.Join('&', form.Split('&').Order(StringComparer.Ordinal));
}
