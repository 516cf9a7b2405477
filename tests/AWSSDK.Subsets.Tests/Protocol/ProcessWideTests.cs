using Amazon;
using Amazon.Athena;
using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Amazon.Glue;
using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleNotificationService;
using AWSSDK.Subsets.Tests.Answering;
using Record = Amazon.KinesisFirehose.Model.Record;

namespace AWSSDK.Subsets.Tests.Protocol;

[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;

/// <summary>What the whole process shares: its environment, the SDK's switches, its memory.</summary>
[Collection(nameof(ProcessWide))]
public sealed class ProcessWideTests
{
    public static TheoryData<string, Type> Variables => new()
    {
        { "AWS_ENDPOINT_URL_FIREHOSE", typeof(AmazonKinesisFirehoseConfig) },
        { "AWS_ENDPOINT_URL_EMR", typeof(AmazonElasticMapReduceConfig) },
        { "AWS_ENDPOINT_URL_GLUE", typeof(AmazonGlueConfig) },
        { "AWS_ENDPOINT_URL_ATHENA", typeof(AmazonAthenaConfig) },
        { "AWS_ENDPOINT_URL_SNS", typeof(AmazonSimpleNotificationServiceConfig) },
        { "AWS_ENDPOINT_URL", typeof(AmazonAthenaConfig) },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Variables))]
    public void A_service_is_reached_at_the_address_its_variable_gives(string variable, Type type)
    {
        Environment.SetEnvironmentVariable(variable, "http://127.0.0.1:4242");
        try
        {
            var config = (ClientConfig)Activator.CreateInstance(type)!;
            config.RegionEndpoint = RegionEndpoint.EUWest1;
            var endpoint = config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new ListClustersRequest()));
            Assert.Equal("http://127.0.0.1:4242/", new Uri(endpoint.URL).AbsoluteUri);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Fact]
    public async Task Collections_are_null_unless_the_SDK_is_told_to_make_them()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json("{\"Steps\":null}"));
        using var client = new AmazonElasticMapReduceClient(AnsweringServer.Credentials, server.Config(new AmazonElasticMapReduceConfig()));
        Assert.Null((await client.ListStepsAsync(new ListStepsRequest(), Cancellation)).Steps);
        Assert.Null(new ListStepsRequest().StepIds);
        await client.ListStepsAsync(new ListStepsRequest { StepIds = [] }, Cancellation);
        Assert.Equal("{\"StepIds\":[]}", server.Seen[^1].Text);

        AWSConfigs.InitializeCollections = true;
        try
        {
            Assert.Empty((await client.ListStepsAsync(new ListStepsRequest(), Cancellation)).Steps);
            Assert.Empty(new ListStepsRequest().StepIds);
            await client.ListStepsAsync(new ListStepsRequest { StepIds = [] }, Cancellation);
            Assert.Equal("{}", server.Seen[^1].Text);
        }
        finally
        {
            AWSConfigs.InitializeCollections = false;
        }
    }

    [Fact]
    public async Task A_full_batch_is_put_without_a_copy_of_its_content()
    {
        using var client = new AmazonKinesisFirehoseClient(
            AnsweringServer.Credentials,
            new AmazonKinesisFirehoseConfig { RegionEndpoint = RegionEndpoint.EUWest1, HttpClientFactory = new NoNetwork() }
        );
        var bytes = new byte[1 << 20];
        var batch = new PutRecordBatchRequest
        {
            DeliveryStreamName = "s",
            Records = [.. Enumerable.Range(0, 4).Select(_ => new Record { Data = new MemoryStream(bytes, 0, bytes.Length, false, true) })],
        };
        for (var i = 0; i < 5; i++) await client.PutRecordBatchAsync(batch, Cancellation);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 10; i++) await client.PutRecordBatchAsync(batch, Cancellation);
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / 10;

        Assert.InRange(each, 0, 1 << 18);
    }

    // The content is read as it would be sent, and goes nowhere: what is measured is the client.
    private sealed class NoNetwork : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler());

        private sealed class Handler : HttpMessageHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
                Assert.InRange(request.Content.Headers.ContentLength ?? 0, (4 << 20) * 4 / 3, 6 << 20);
                return new HttpResponseMessage { Content = new StringContent("{\"FailedPutCount\":0}"), RequestMessage = request };
            }
        }
    }
}
