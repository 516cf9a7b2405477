using Amazon.Athena.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;

namespace Amazon.Athena;

/// <summary>How a client of Amazon Athena reaches it.</summary>
public partial class AmazonAthenaConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(AthenaService.Description.ServiceId, "4.0.0");

    /// <summary>Defaults, with what the environment and the shared configuration files set.</summary>
    public AmazonAthenaConfig()
        : base(DefaultConfigurations.Provider())
    {
        base.ServiceId = AthenaService.Description.ServiceId;
        AuthenticationServiceName = AthenaService.Description.SigningName;
        EndpointProvider = AthenaService.Endpoints;
    }

    /// <summary>The id in the service's model; it names the variable <c>AWS_ENDPOINT_URL_ATHENA</c>.</summary>
    public static new string ServiceId => AthenaService.Description.ServiceId;

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => AthenaService.Description.SigningName;

    /// <inheritdoc/>
    public override string ServiceVersion => AthenaService.Description.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent => Agent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
