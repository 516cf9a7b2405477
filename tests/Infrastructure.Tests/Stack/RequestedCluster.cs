using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.ElasticMapReduce;
using Amazon.Runtime;
using Datalake.Aws.Partitioning;
using Datalake.Aws.Settings;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>What the function that starts clusters sends to EMR in a stack: the body of its request, byte for byte.</summary>
internal static class RequestedCluster
{
    public static async Task<JsonObject> OfAsync(DeployedStack stack)
    {
        var variables = stack.Named("lambda/function:Function", "submitPartitionRoutineCluster").At("environment.variables")!;
        var environment = new EnvironmentReader(name => (string?)variables[name]);
        var settings = PartitionSettings.Read(environment).Cluster;
        Assert.Empty(environment.Problems);

        using var seen = new SeenBody();
        var config = new AmazonElasticMapReduceConfig { RegionEndpoint = RegionEndpoint.EUWest1, HttpClientFactory = seen };
        using var emr = new AmazonElasticMapReduceClient(new BasicAWSCredentials("key", "secret"), config);
        await new TransientClusters(emr, emr, settings).StartAsync(
            "name", "00000001", "s3://lake/plan.json", TestContext.Current.CancellationToken);
        return JsonNode.Parse(seen.Body!)!.AsObject();
    }

    /// <summary>The one fleet of a kind of node; null when there is none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kind">The kind, e.g. <c>CORE</c>.</param>
    public static JsonNode? Fleet(this JsonObject request, string kind) =>
        request["Instances"]!["InstanceFleets"]!.AsArray().SingleOrDefault(fleet => (string?)fleet!["InstanceFleetType"] == kind);

    private sealed class SeenBody : HttpClientFactory, IDisposable
    {
        private readonly Handler handler = new();

        public string? Body => handler.Body;

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public void Dispose() => handler.Dispose();

        private sealed class Handler : HttpMessageHandler
        {
            public string? Body { get; private set; }

            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                Body = await request.Content!.ReadAsStringAsync(cancellationToken);
                return new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent("""{"JobFlowId":"j-1"}""", Encoding.UTF8, MediaTypeNames.Application.Json),
                };
            }
        }
    }
}
