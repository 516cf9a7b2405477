using Amazon.Runtime;

namespace Amazon.Athena;

/// <content>The ways to make one.</content>
public partial class AmazonAthenaClient
{
    /// <summary>Takes credentials and region from the environment, the shared configuration files, or the machine.</summary>
    public AmazonAthenaClient()
        : base(new AmazonAthenaConfig())
    {
    }

    /// <summary>Takes the credentials from the environment, the shared configuration files, or the machine.</summary>
    public AmazonAthenaClient(RegionEndpoint region)
        : base(new AmazonAthenaConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Takes the credentials from the environment, the shared configuration files, or the machine.</summary>
    public AmazonAthenaClient(AmazonAthenaConfig config)
        : base(config)
    {
    }

    /// <summary>Takes the region from the environment or the shared configuration files.</summary>
    public AmazonAthenaClient(AWSCredentials credentials)
        : this(credentials, new AmazonAthenaConfig())
    {
    }

    /// <summary>Credentials, and where the service is.</summary>
    public AmazonAthenaClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonAthenaConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Credentials, and all that can be set.</summary>
    public AmazonAthenaClient(AWSCredentials credentials, AmazonAthenaConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <summary>A key; takes the region from the environment or the shared configuration files.</summary>
    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonAthenaConfig())
    {
    }

    /// <summary>A key, and where the service is.</summary>
    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonAthenaConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A key, and all that can be set.</summary>
    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonAthenaConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    /// <summary>A key of a session; takes the region from the environment or the shared configuration files.</summary>
    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonAthenaConfig())
    {
    }

    /// <summary>A key of a session, and where the service is.</summary>
    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonAthenaConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A key of a session, and all that can be set.</summary>
    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonAthenaConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }
}
