using System.Text;
using System.Text.Json.Nodes;
using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Datalake.Aws.Testing;
using Record = Amazon.KinesisFirehose.Model.Record;

namespace AWSSDK.Subsets.Tests.Firehose;

public sealed class FirehoseOnMotoTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_that_are_put_are_delivered_byte_for_byte()
    {
        var server = await moto.RequireAsync();
        await CreateStreamAsync(server, "bytes");
        using var client = Client(server);

        var response = await client.PutRecordBatchAsync(
            new PutRecordBatchRequest
            {
                DeliveryStreamName = "bytes",
                Records = [new Record { Data = Text("{\"a\":1}\n") }, new Record { Data = Text("{\"é\":\"<+&>\"}\n") }],
            },
            Cancellation);

        Assert.Equal(0, response.FailedPutCount);
        Assert.Equal(2, response.RequestResponses.Count);
        Assert.All(response.RequestResponses, entry => Assert.Null(entry.ErrorCode));
        Assert.Equal("{\"a\":1}\n{\"é\":\"<+&>\"}\n", await DeliveredAsync(server, "bytes"));
    }

    [Fact]
    public async Task A_stream_says_where_it_delivers()
    {
        var server = await moto.RequireAsync();
        await CreateStreamAsync(server, "described");
        using var client = Client(server);

        var answer = await client.DescribeDeliveryStreamAsync(
            new DescribeDeliveryStreamRequest { DeliveryStreamName = "described" }, Cancellation);
        var stream = answer.DeliveryStreamDescription;

        Assert.Equal(DeliveryStreamStatus.ACTIVE, stream.DeliveryStreamStatus);
        Assert.Equal(DeliveryStreamType.DirectPut, stream.DeliveryStreamType);
        Assert.Equal(DateTimeKind.Utc, stream.CreateTimestamp!.Value.Kind);
        Assert.False(stream.HasMoreDestinations);
        var bucket = Assert.Single(stream.Destinations).ExtendedS3DestinationDescription;
        Assert.Equal("arn:aws:s3:::described", bucket.BucketARN);
        Assert.Equal(64, bucket.BufferingHints.SizeInMBs);
    }

    [Fact]
    public async Task A_stream_that_is_not_there_is_an_exception_of_its_own()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);

        var e = await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.PutRecordBatchAsync(
            new PutRecordBatchRequest { DeliveryStreamName = "nowhere", Records = [new Record { Data = Text("x") }] }, Cancellation));

        Assert.Equal("ResourceNotFoundException", e.ErrorCode);
        Assert.Contains("nowhere", e.Message, StringComparison.Ordinal);
    }

    private static AmazonKinesisFirehoseClient Client(MotoServer server) =>
        new(MotoClients.Credentials, new AmazonKinesisFirehoseConfig().At(server));

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task CreateStreamAsync(MotoServer server, string name)
    {
        await server.CreateBucketAsync(name, Cancellation);
        var destination = new JsonObject
        {
            ["RoleARN"] = $"arn:aws:iam::{MotoServer.AccountId}:role/r",
            ["BucketARN"] = $"arn:aws:s3:::{name}",
            ["Prefix"] = "out/",
            ["BufferingHints"] = new JsonObject { ["SizeInMBs"] = 64, ["IntervalInSeconds"] = 60 },
        };
        await server.CallAsync(
            "firehose",
            "Firehose_20150804.CreateDeliveryStream",
            new JsonObject
            {
                ["DeliveryStreamName"] = name,
                ["DeliveryStreamType"] = "DirectPut",
                ["ExtendedS3DestinationConfiguration"] = destination,
            },
            Cancellation);
    }

    private static async Task<string> DeliveredAsync(MotoServer server, string bucket)
    {
        var listing = await server.S3Async(HttpMethod.Get, $"/{bucket}?list-type=2", cancellationToken: Cancellation);
        var key = listing.Split("<Key>")[1].Split("</Key>")[0];
        return await server.S3Async(HttpMethod.Get, $"/{bucket}/{key}", cancellationToken: Cancellation);
    }
}
