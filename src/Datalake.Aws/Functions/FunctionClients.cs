using Amazon.ElasticMapReduce;
using Amazon.KinesisFirehose;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleSystemsManagement;

namespace Datalake.Aws.Functions;

/// <summary>
/// Makes the clients of functions. Region, credentials and endpoints come from the environment, as everywhere with the SDK.
/// </summary>
/// <param name="callTimeout">
/// How long one try of a call may take: a function must hear in time that a connection is dead, with time left to try again.
/// </param>
internal sealed class FunctionClients(TimeSpan callTimeout)
{
    // What is sent is signed piece by piece with SHA-256; a CRC32 beside it would be slow managed code, a third of the cost of a large
    // arrival (bench/README.md).
    public IAmazonS3 S3() => new AmazonS3Client(
            new AmazonS3Config
            {
                Timeout = callTimeout,
                MaxErrorRetry = 4,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            }
        );

    public IAmazonKinesisFirehose Firehose() =>
        new AmazonKinesisFirehoseClient(new AmazonKinesisFirehoseConfig { Timeout = callTimeout, MaxErrorRetry = 2 });

    public IAmazonElasticMapReduce Emr() =>
        new AmazonElasticMapReduceClient(new AmazonElasticMapReduceConfig { Timeout = callTimeout, MaxErrorRetry = 4 });

    public IAmazonSimpleSystemsManagement ParameterStore() =>
        new AmazonSimpleSystemsManagementClient(new AmazonSimpleSystemsManagementConfig { Timeout = callTimeout, MaxErrorRetry = 4 });

    public IAmazonElasticMapReduce EmrWithoutRetry() => new AmazonElasticMapReduceClient(
            new AmazonElasticMapReduceConfig
            {
                Timeout = callTimeout,
                MaxErrorRetry = 0,
                MaxStaleConnectionRetries = 0,
                HttpClientFactory = new FreshConnections(),
            }
        );

    // Three things send a request again: the SDK's retries, its retries of cut connections, which it counts apart, and .NET, when a
    // connection that was used before is cut before the first byte of an answer. A connection of its own was never used before.
    private sealed class FreshConnections : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
            {
                Timeout = clientConfig.Timeout ?? TimeSpan.FromSeconds(100),
            };

        public override string GetConfigUniqueString(IClientConfig clientConfig) => nameof(FreshConnections);
    }
}
