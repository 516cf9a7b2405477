using Amazon.Runtime;
using Amazon.S3;
using Datalake.Aws.Testing;

namespace Datalake.Aws.Tests;

/// <summary>Clients of the emulator.</summary>
internal static class Moto
{
    public static AWSCredentials Credentials { get; } = new BasicAWSCredentials(MotoServer.AccessKeyId, MotoServer.SecretAccessKey);

    public static AmazonS3Client S3(this MotoServer server, Action<AmazonS3Config>? configure = null) => S3(server.Endpoint, configure);

    public static AmazonS3Client S3(Uri endpoint, Action<AmazonS3Config>? configure = null)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = endpoint.OriginalString,
            AuthenticationRegion = MotoServer.Region,
            ForcePathStyle = true,
        };
        configure?.Invoke(config);
        return new AmazonS3Client(Credentials, config);
    }
}
