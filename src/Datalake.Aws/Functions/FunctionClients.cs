using Amazon.ElasticMapReduce;
using Amazon.KinesisFirehose;
using Amazon.S3;

namespace Datalake.Aws.Functions;

/// <summary>Makes the clients of functions. Region, credentials and endpoints come from the environment, as everywhere with the SDK.</summary>
internal static class FunctionClients
{
    // A function must hear in time that a connection is dead, with time left to try again.
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(20);

    public static IAmazonS3 S3() => new AmazonS3Client(new AmazonS3Config { Timeout = CallTime, MaxErrorRetry = 4 });

    public static IAmazonKinesisFirehose Firehose() => new AmazonKinesisFirehoseClient(new AmazonKinesisFirehoseConfig { Timeout = CallTime, MaxErrorRetry = 2 });

    public static IAmazonElasticMapReduce Emr() => new AmazonElasticMapReduceClient(new AmazonElasticMapReduceConfig { Timeout = CallTime, MaxErrorRetry = 4 });

    public static IAmazonElasticMapReduce EmrWithoutRetry() => new AmazonElasticMapReduceClient(new AmazonElasticMapReduceConfig { Timeout = CallTime, MaxErrorRetry = 0 });
}
