using System.Text.Json.Nodes;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.SQS;
using Datalake.Aws.Testing;

namespace AWSSDK.Subsets.Tests.Sns;

public sealed class SnsOnMotoTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_reaches_who_subscribed_as_it_was()
    {
        var server = await moto.RequireAsync();
        var (topic, queue) = await TopicWithQueueAsync(server, "published");
        using var client = Client(server);
        using var sqs = new AmazonSQSClient(MotoClients.Credentials, new AmazonSQSConfig().At(server));
        const string Text = "{\"é\":\"a+b & c=d <%20>\"}\n";

        var published = await client.PublishAsync(
            new PublishRequest(topic, Text, "a subject")
            {
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["kind"] = new() { DataType = "String", StringValue = "event" },
                    ["raw"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2, 3]) },
                },
            },
            Cancellation);

        var message = Assert.Single((await sqs.ReceiveMessageAsync(queue, Cancellation)).Messages);
        var envelope = JsonNode.Parse(message.Body)!;
        Assert.Equal(published.MessageId, envelope["MessageId"]!.GetValue<string>());
        Assert.Equal(Text, envelope["Message"]!.GetValue<string>());
        Assert.Equal("a subject", envelope["Subject"]!.GetValue<string>());
        Assert.Equal("event", envelope["MessageAttributes"]!["kind"]!["Value"]!.GetValue<string>());
        Assert.Equal("AQID", envelope["MessageAttributes"]!["raw"]!["Value"]!.GetValue<string>());
        Assert.NotEmpty(published.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_an_exception_of_its_own()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);

        var e = await Assert.ThrowsAsync<NotFoundException>(
            () => client.PublishAsync($"arn:aws:sns:{MotoServer.Region}:{MotoServer.AccountId}:nowhere", "text", Cancellation));

        Assert.Equal(("NotFound", 404), (e.ErrorCode, (int)e.StatusCode));
    }

    private static AmazonSimpleNotificationServiceClient Client(MotoServer server) =>
        new(MotoClients.Credentials, new AmazonSimpleNotificationServiceConfig().At(server));

    private static async Task<(string Topic, string Queue)> TopicWithQueueAsync(MotoServer server, string name)
    {
        var made = await server.QueryAsync(
            "sns",
            new Dictionary<string, string>
            {
                ["Action"] = "CreateTopic",
                ["Version"] = "2010-03-31",
                ["Name"] = name,
            },
            Cancellation
        );
        var topic = made.Split("<TopicArn>")[1].Split("</TopicArn>")[0];
        var queue = await server.CallAsync("sqs", "AmazonSQS.CreateQueue", new JsonObject { ["QueueName"] = name }, Cancellation);
        await server.QueryAsync(
            "sns",
            new Dictionary<string, string>
            {
                ["Action"] = "Subscribe",
                ["Version"] = "2010-03-31",
                ["TopicArn"] = topic,
                ["Protocol"] = "sqs",
                ["Endpoint"] = $"arn:aws:sqs:{MotoServer.Region}:{MotoServer.AccountId}:{name}",
            },
            Cancellation);
        return (topic, queue["QueueUrl"]!.GetValue<string>());
    }
}
