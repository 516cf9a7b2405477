using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using AWSSDK.Subsets.Tests.Answering;
using Record = Amazon.KinesisFirehose.Model.Record;

namespace AWSSDK.Subsets.Tests.Firehose;

public sealed class RecordBytesTests
{
    private const string Done = """{"FailedPutCount":0}""";

    [Fact]
    public async Task A_batch_of_four_mebibytes_arrives_as_it_was()
    {
        var random = new Random(7);
        var sent = new List<byte[]>();
        for (var total = 0; total < 4 << 20; total += sent[^1].Length)
        {
            sent.Add(new byte[Math.Min(random.Next(0, 90_000), (4 << 20) - total)]);
            random.NextBytes(sent[^1]);
        }

        var arrived = await PutAsync([.. sent.Select(bytes => new MemoryStream(bytes))]);

        Assert.Equal(sent, arrived);
    }

    [Fact]
    public async Task A_part_of_an_array_is_sent_as_that_part_whatever_the_streams_position()
    {
        var stream = new MemoryStream([9, 9, 1, 2, 3, 9], 2, 3, writable: false, publiclyVisible: true) { Position = 2 };
        var hidden = new MemoryStream([9, 4, 5, 9], 1, 2) { Position = 2 };

        Assert.Equal([[1, 2, 3], [4, 5], []], await PutAsync(stream, hidden, new MemoryStream()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(500)]
    public async Task Any_number_of_records_arrives_in_its_order(int count)
    {
        var sent = Enumerable.Range(0, count).Select(i => BitConverter.GetBytes(i)[..(i % 5)]).ToArray();

        Assert.Equal(sent, await PutAsync([.. sent.Select(bytes => new MemoryStream(bytes))]));
    }

    [Fact]
    public async Task A_partial_failure_names_the_records_that_failed()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json(
            """
            {"FailedPutCount":1,"Encrypted":true,"RequestResponses":[{"RecordId":"a"},
             {"ErrorCode":"ServiceUnavailableException","ErrorMessage":"Slow down."}],"Later":{"x":[1,{"y":null}]}}
            """));
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, server.Config(new AmazonKinesisFirehoseConfig()));

        var response = await client.PutRecordBatchAsync("s", [Record([1]), Record([2])], TestContext.Current.CancellationToken);

        Assert.Equal(1, response.FailedPutCount);
        Assert.True(response.Encrypted);
        Assert.Equal(("a", null), (response.RequestResponses[0].RecordId, response.RequestResponses[0].ErrorCode));
        Assert.Equal(
            ("ServiceUnavailableException", "Slow down."),
            (response.RequestResponses[1].ErrorCode, response.RequestResponses[1].ErrorMessage)
        );
        Assert.Null(response.RequestResponses[1].RecordId);
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
        Assert.Equal(200, (int)response.HttpStatusCode);
    }

    private static Record Record(byte[] bytes) => new() { Data = new MemoryStream(bytes) };

    private static async Task<byte[][]> PutAsync(params MemoryStream[] streams)
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json(Done));
        using var client = new AmazonKinesisFirehoseClient(AnsweringServer.Credentials, server.Config(new AmazonKinesisFirehoseConfig()));
        await client.PutRecordBatchAsync(
            new PutRecordBatchRequest { DeliveryStreamName = "s", Records = [.. streams.Select(stream => new Record { Data = stream })] },
            TestContext.Current.CancellationToken);
        var seen = Assert.Single(server.Seen);
        Assert.True(seen.SignatureIsValid);
        return [.. seen.Json["Records"]!.AsArray().Select(record => record!["Data"]!.GetValue<string>()).Select(Convert.FromBase64String)];
    }
}
