using Amazon.Runtime;

namespace Amazon.Glue;

/// <content>The ways to make one.</content>
public partial class AmazonGlueClient
{
    /// <summary>Takes credentials and region from the environment, the shared configuration files, or the machine.</summary>
    public AmazonGlueClient()
        : base(new AmazonGlueConfig())
    {
    }

    /// <summary>Takes the credentials from the environment, the shared configuration files, or the machine.</summary>
    public AmazonGlueClient(RegionEndpoint region)
        : base(new AmazonGlueConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Takes the credentials from the environment, the shared configuration files, or the machine.</summary>
    public AmazonGlueClient(AmazonGlueConfig config)
        : base(config)
    {
    }

    /// <summary>Takes the region from the environment or the shared configuration files.</summary>
    public AmazonGlueClient(AWSCredentials credentials)
        : this(credentials, new AmazonGlueConfig())
    {
    }

    /// <summary>Credentials, and where the service is.</summary>
    public AmazonGlueClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonGlueConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Credentials, and all that can be set.</summary>
    public AmazonGlueClient(AWSCredentials credentials, AmazonGlueConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <summary>A key; takes the region from the environment or the shared configuration files.</summary>
    public AmazonGlueClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonGlueConfig())
    {
    }

    /// <summary>A key, and where the service is.</summary>
    public AmazonGlueClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonGlueConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A key, and all that can be set.</summary>
    public AmazonGlueClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonGlueConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    /// <summary>A key of a session; takes the region from the environment or the shared configuration files.</summary>
    public AmazonGlueClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonGlueConfig())
    {
    }

    /// <summary>A key of a session, and where the service is.</summary>
    public AmazonGlueClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonGlueConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A key of a session, and all that can be set.</summary>
    public AmazonGlueClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonGlueConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }
}
