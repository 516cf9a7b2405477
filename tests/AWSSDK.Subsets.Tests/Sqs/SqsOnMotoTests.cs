using System.Text;
using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;
using Datalake.Aws.Testing;

namespace AWSSDK.Subsets.Tests.Sqs;

public sealed class SqsOnMotoTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_sent_received_and_deleted()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        var queue = await CreateQueueAsync(server, "round");

        var sent = await client.SendMessageAsync(
            new SendMessageRequest(queue, "{\"é\":\"<&>\"}\n")
            {
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["kind"] = new() { DataType = "String", StringValue = "dead" },
                    ["raw"] = new() { DataType = "Binary", BinaryValue = new MemoryStream(Encoding.UTF8.GetBytes("bytes")) },
                },
            },
            Cancellation);
        var received = await client.ReceiveMessageAsync(
            new ReceiveMessageRequest(queue)
            {
                MaxNumberOfMessages = 10,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = [MessageSystemAttributeName.ApproximateReceiveCount],
            },
            Cancellation);

        var message = Assert.Single(received.Messages);
        Assert.Equal((sent.MessageId, "{\"é\":\"<&>\"}\n"), (message.MessageId, message.Body));
        Assert.Equal(sent.MD5OfMessageBody, message.MD5OfBody);
        Assert.Equal("1", message.Attributes["ApproximateReceiveCount"]);
        Assert.Equal("dead", message.MessageAttributes["kind"].StringValue);
        Assert.Equal("bytes", Encoding.UTF8.GetString(message.MessageAttributes["raw"].BinaryValue.ToArray()));

        await client.DeleteMessageAsync(queue, message.ReceiptHandle, Cancellation);
        Assert.Equal(("0", "0"), await CountsAsync(client, queue));
    }

    [Fact]
    public async Task A_message_that_is_given_back_can_be_received_again()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        var queue = await CreateQueueAsync(server, "back");
        await client.SendMessageAsync(queue, "text", Cancellation);
        var first = Assert.Single((await client.ReceiveMessageAsync(queue, Cancellation)).Messages);
        Assert.Equal(("0", "1"), await CountsAsync(client, queue));

        await client.ChangeMessageVisibilityAsync(queue, first.ReceiptHandle, 0, Cancellation);

        Assert.Equal(first.MessageId, Assert.Single((await client.ReceiveMessageAsync(queue, Cancellation)).Messages).MessageId);
    }

    [Fact]
    public async Task An_empty_queue_gives_no_messages()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);

        var received = await client.ReceiveMessageAsync(await CreateQueueAsync(server, "empty"), Cancellation);

        Assert.Empty(received.Messages ?? []);
    }

    [Fact]
    public async Task A_queue_is_found_by_its_name_and_one_that_is_not_there_is_an_exception_of_its_own()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        var queue = await CreateQueueAsync(server, "named");

        Assert.Equal(queue, (await client.GetQueueUrlAsync("named", Cancellation)).QueueUrl);
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => client.GetQueueUrlAsync("nowhere", Cancellation));
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => client.SendMessageAsync(queue + "nowhere", "text", Cancellation));
    }

    private static AmazonSQSClient Client(MotoServer server) => new(MotoClients.Credentials, new AmazonSQSConfig().At(server));

    private static async Task<string> CreateQueueAsync(MotoServer server, string name)
    {
        var answer = await server.CallAsync("sqs", "AmazonSQS.CreateQueue", new JsonObject { ["QueueName"] = name }, Cancellation);
        return answer["QueueUrl"]!.GetValue<string>();
    }

    private static async Task<(string Visible, string Hidden)> CountsAsync(AmazonSQSClient client, string queue)
    {
        var counts = await client.GetQueueAttributesAsync(
            queue, [QueueAttributeName.ApproximateNumberOfMessages, QueueAttributeName.ApproximateNumberOfMessagesNotVisible], Cancellation);
        return (counts.Attributes["ApproximateNumberOfMessages"], counts.Attributes["ApproximateNumberOfMessagesNotVisible"]);
    }
}
