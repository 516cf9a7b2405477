using Amazon.KinesisFirehose.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;

namespace Amazon.KinesisFirehose;

/// <summary>How a client of Amazon Data Firehose reaches it.</summary>
public partial class AmazonKinesisFirehoseConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(FirehoseService.Description.ServiceId, "4.0.0");

    /// <summary>Defaults, with what the environment and the shared configuration files set.</summary>
    public AmazonKinesisFirehoseConfig()
        : base(DefaultConfigurations.Provider())
    {
        base.ServiceId = FirehoseService.Description.ServiceId;
        AuthenticationServiceName = FirehoseService.Description.SigningName;
        EndpointProvider = FirehoseService.Endpoints;
    }

    /// <summary>The id in the service's model; it names the variable <c>AWS_ENDPOINT_URL_FIREHOSE</c>.</summary>
    public static new string ServiceId => FirehoseService.Description.ServiceId;

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => FirehoseService.Description.SigningName;

    /// <inheritdoc/>
    public override string ServiceVersion => FirehoseService.Description.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent => Agent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
