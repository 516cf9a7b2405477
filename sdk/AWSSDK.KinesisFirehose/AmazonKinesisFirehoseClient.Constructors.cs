using Amazon.Runtime;

namespace Amazon.KinesisFirehose;

/// <content>The ways to make one.</content>
public partial class AmazonKinesisFirehoseClient
{
    /// <summary>Takes credentials and region from the environment, the shared configuration files, or the machine.</summary>
    public AmazonKinesisFirehoseClient()
        : base(new AmazonKinesisFirehoseConfig())
    {
    }

    /// <summary>Takes the credentials from the environment, the shared configuration files, or the machine.</summary>
    public AmazonKinesisFirehoseClient(RegionEndpoint region)
        : base(new AmazonKinesisFirehoseConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Takes the credentials from the environment, the shared configuration files, or the machine.</summary>
    public AmazonKinesisFirehoseClient(AmazonKinesisFirehoseConfig config)
        : base(config)
    {
    }

    /// <summary>Takes the region from the environment or the shared configuration files.</summary>
    public AmazonKinesisFirehoseClient(AWSCredentials credentials)
        : this(credentials, new AmazonKinesisFirehoseConfig())
    {
    }

    /// <summary>Credentials, and where the service is.</summary>
    public AmazonKinesisFirehoseClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonKinesisFirehoseConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Credentials, and all that can be set.</summary>
    public AmazonKinesisFirehoseClient(AWSCredentials credentials, AmazonKinesisFirehoseConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <summary>A key; takes the region from the environment or the shared configuration files.</summary>
    public AmazonKinesisFirehoseClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonKinesisFirehoseConfig())
    {
    }

    /// <summary>A key, and where the service is.</summary>
    public AmazonKinesisFirehoseClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonKinesisFirehoseConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A key, and all that can be set.</summary>
    public AmazonKinesisFirehoseClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonKinesisFirehoseConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    /// <summary>A key of a session; takes the region from the environment or the shared configuration files.</summary>
    public AmazonKinesisFirehoseClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonKinesisFirehoseConfig())
    {
    }

    /// <summary>A key of a session, and where the service is.</summary>
    public AmazonKinesisFirehoseClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonKinesisFirehoseConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A key of a session, and all that can be set.</summary>
    public AmazonKinesisFirehoseClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonKinesisFirehoseConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }
}
