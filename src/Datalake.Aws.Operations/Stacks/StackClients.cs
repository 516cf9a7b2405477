using Amazon;
using Amazon.Athena;
using Amazon.ElasticMapReduce;
using Amazon.Glue;
using Amazon.KinesisFirehose;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using Amazon.SQS;

namespace Datalake.Aws.Operations.Stacks;

/// <summary>The clients of the services a stack is made of, each made when it is first asked for.</summary>
public sealed class StackClients : IDisposable
{
    private readonly AWSCredentials? credentials;
    private readonly Uri? endpoint;
    private readonly string? region;
    private readonly Lazy<AmazonS3Client> s3;
    private readonly Lazy<AmazonSQSClient> sqs;
    private readonly Lazy<AmazonSimpleNotificationServiceClient> sns;
    private readonly Lazy<AmazonKinesisFirehoseClient> firehose;
    private readonly Lazy<AmazonElasticMapReduceClient> emr;
    private readonly Lazy<AmazonGlueClient> glue;
    private readonly Lazy<AmazonAthenaClient> athena;

    internal StackClients(AWSCredentials? credentials, Uri? endpoint, string? region)
    {
        (this.credentials, this.endpoint, this.region) = (credentials, endpoint, region);
        s3 = new(() =>
            Make(
                new AmazonS3Config { ForcePathStyle = endpoint is not null },
                config => new AmazonS3Client(config),
                (keys, config) => new AmazonS3Client(keys, config)
            )
        );
        sqs = new(() =>
            Make(new AmazonSQSConfig(), config => new AmazonSQSClient(config), (keys, config) => new AmazonSQSClient(keys, config))
        );
        sns = new(() => Make(
            new AmazonSimpleNotificationServiceConfig(),
            config => new AmazonSimpleNotificationServiceClient(config),
            (keys, config) => new AmazonSimpleNotificationServiceClient(keys, config)));
        firehose = new(() => Make(
                new AmazonKinesisFirehoseConfig(),
                config => new AmazonKinesisFirehoseClient(config),
                (keys, config) => new AmazonKinesisFirehoseClient(keys, config)
            )
        );
        emr = new(() => Make(
                new AmazonElasticMapReduceConfig(),
                config => new AmazonElasticMapReduceClient(config),
                (keys, config) => new AmazonElasticMapReduceClient(keys, config)
            )
        );
        glue = new(() =>
            Make(new AmazonGlueConfig(), config => new AmazonGlueClient(config), (keys, config) => new AmazonGlueClient(keys, config))
        );
        athena = new(() =>
            Make(new AmazonAthenaConfig(), config => new AmazonAthenaClient(config), (keys, config) => new AmazonAthenaClient(keys, config))
        );
    }

    /// <summary>S3.</summary>
    public IAmazonS3 S3 => s3.Value;

    /// <summary>SQS.</summary>
    public IAmazonSQS Sqs => sqs.Value;

    /// <summary>SNS.</summary>
    public IAmazonSimpleNotificationService Sns => sns.Value;

    /// <summary>Kinesis Data Firehose.</summary>
    public IAmazonKinesisFirehose Firehose => firehose.Value;

    /// <summary>EMR.</summary>
    public IAmazonElasticMapReduce Emr => emr.Value;

    /// <summary>Glue.</summary>
    public IAmazonGlue Glue => glue.Value;

    /// <summary>Athena.</summary>
    public IAmazonAthena Athena => athena.Value;

    /// <summary>Clients for the bucket with the stack's description, before its region is known.</summary>
    /// <param name="connection">How to reach the stack.</param>
    /// <exception cref="OperationException">There is no such profile.</exception>
    public static StackClients ForDescription(StackConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);

        // Without any region, S3 is asked in one that knows where every bucket is and sends the SDK there.
        const string Anywhere = "us-east-1";
        var (credentials, ofProfile) = ReadProfile(connection.Profile);
        var asked =
            connection.Region
            ?? ofProfile
            ?? (connection.Profile is null ? FallbackRegionFactory.GetRegionEndpoint()?.SystemName : null)
            ?? Anywhere;
        return new StackClients(credentials, connection.Endpoint, asked);
    }

    /// <summary>Clients for a stack.</summary>
    /// <param name="connection">How to reach the stack.</param>
    /// <param name="stack">The stack; everything in it is in its region.</param>
    /// <exception cref="OperationException">The caller named another region, or there is no such profile.</exception>
    public static StackClients For(StackConnection connection, StackDescription stack)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(stack);
        if (connection.Region is { } asked && asked != stack.Region)
        {
            throw new OperationException(
                $"The stack of {stack.LakeBucket} is in {stack.Region}; --region says {asked}. Leave --region out, or name the other stack's bucket."
            )
            {
                IsUsage = true,
            };
        }

        return new StackClients(ReadProfile(connection.Profile).Credentials, connection.Endpoint, stack.Region);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (s3.IsValueCreated) s3.Value.Dispose();
        if (sqs.IsValueCreated) sqs.Value.Dispose();
        if (sns.IsValueCreated) sns.Value.Dispose();
        if (firehose.IsValueCreated) firehose.Value.Dispose();
        if (emr.IsValueCreated) emr.Value.Dispose();
        if (glue.IsValueCreated) glue.Value.Dispose();
        if (athena.IsValueCreated) athena.Value.Dispose();
    }

    private static (AWSCredentials? Credentials, string? Region) ReadProfile(string? name)
    {
        if (name is null) return (null, null);
        var chain = new CredentialProfileStoreChain();
        if (!chain.TryGetProfile(name, out var profile))
            throw new OperationException($"There is no profile '{name}' in the AWS configuration files. See: aws configure list-profiles.")
            {
                IsUsage = true,
            };
        return chain.TryGetAWSCredentials(name, out var credentials)
            ? (credentials, profile.Region?.SystemName)
            : throw new OperationException(
                $"Profile '{name}' gives no credentials. Check it with: aws sts get-caller-identity --profile {name}.")
            {
                IsUsage = true,
            };
    }

    private TClient Make<TClient, TConfig>(
        TConfig config, Func<TConfig, TClient> withDefaults, Func<AWSCredentials, TConfig, TClient> withKeys)
        where TConfig : ClientConfig
    {
        // The region comes first: a service URL that is set after it counts, one before it does not.
        if (region is not null) config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.OriginalString;
            config.AuthenticationRegion = region;
        }

        return credentials is null ? withDefaults(config) : withKeys(credentials, config);
    }
}
