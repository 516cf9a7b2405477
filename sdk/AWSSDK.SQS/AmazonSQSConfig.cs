using Amazon.SQS.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;

namespace Amazon.SQS;

/// <summary>How a client of Amazon SQS reaches it.</summary>
public partial class AmazonSQSConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(SqsService.Description.ServiceId, "4.0.0");

    /// <summary>Defaults, with what the environment and the shared configuration files set.</summary>
    public AmazonSQSConfig()
        : base(DefaultConfigurations.Provider())
    {
        base.ServiceId = SqsService.Description.ServiceId;
        AuthenticationServiceName = SqsService.Description.SigningName;
        EndpointProvider = SqsService.Endpoints;
    }

    /// <summary>The id in the service's model; it names the variable <c>AWS_ENDPOINT_URL_SQS</c>.</summary>
    public static new string ServiceId => SqsService.Description.ServiceId;

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => SqsService.Description.SigningName;

    /// <inheritdoc/>
    public override string ServiceVersion => SqsService.Description.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent => Agent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
