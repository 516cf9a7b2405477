using Amazon.SimpleNotificationService.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;

namespace Amazon.SimpleNotificationService;

/// <summary>How a client of Amazon SNS reaches it.</summary>
public partial class AmazonSimpleNotificationServiceConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(SnsService.Description.ServiceId, "4.0.0");

    /// <summary>Defaults, with what the environment and the shared configuration files set.</summary>
    public AmazonSimpleNotificationServiceConfig()
        : base(DefaultConfigurations.Provider())
    {
        base.ServiceId = SnsService.Description.ServiceId;
        AuthenticationServiceName = SnsService.Description.SigningName;
        EndpointProvider = SnsService.Endpoints;
    }

    /// <summary>The id in the service's model; it names the variable <c>AWS_ENDPOINT_URL_SNS</c>.</summary>
    public static new string ServiceId => SnsService.Description.ServiceId;

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => SnsService.Description.SigningName;

    /// <inheritdoc/>
    public override string ServiceVersion => SnsService.Description.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent => Agent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
