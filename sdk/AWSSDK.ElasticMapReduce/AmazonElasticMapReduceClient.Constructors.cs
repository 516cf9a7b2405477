using Amazon.Runtime;

namespace Amazon.ElasticMapReduce;

/// <content>The ways to make one.</content>
public partial class AmazonElasticMapReduceClient
{
    /// <summary>Takes credentials and region from the environment, the shared configuration files, or the machine.</summary>
    public AmazonElasticMapReduceClient()
        : base(new AmazonElasticMapReduceConfig())
    {
    }

    /// <summary>Takes the credentials from the environment, the shared configuration files, or the machine.</summary>
    public AmazonElasticMapReduceClient(RegionEndpoint region)
        : base(new AmazonElasticMapReduceConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Takes the credentials from the environment, the shared configuration files, or the machine.</summary>
    public AmazonElasticMapReduceClient(AmazonElasticMapReduceConfig config)
        : base(config)
    {
    }

    /// <summary>Takes the region from the environment or the shared configuration files.</summary>
    public AmazonElasticMapReduceClient(AWSCredentials credentials)
        : this(credentials, new AmazonElasticMapReduceConfig())
    {
    }

    /// <summary>Credentials, and where the service is.</summary>
    public AmazonElasticMapReduceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonElasticMapReduceConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Credentials, and all that can be set.</summary>
    public AmazonElasticMapReduceClient(AWSCredentials credentials, AmazonElasticMapReduceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <summary>A key; takes the region from the environment or the shared configuration files.</summary>
    public AmazonElasticMapReduceClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonElasticMapReduceConfig())
    {
    }

    /// <summary>A key, and where the service is.</summary>
    public AmazonElasticMapReduceClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonElasticMapReduceConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A key, and all that can be set.</summary>
    public AmazonElasticMapReduceClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonElasticMapReduceConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    /// <summary>A key of a session; takes the region from the environment or the shared configuration files.</summary>
    public AmazonElasticMapReduceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonElasticMapReduceConfig())
    {
    }

    /// <summary>A key of a session, and where the service is.</summary>
    public AmazonElasticMapReduceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonElasticMapReduceConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A key of a session, and all that can be set.</summary>
    public AmazonElasticMapReduceClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonElasticMapReduceConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }
}
