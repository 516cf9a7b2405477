using Amazon.Glue.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;

namespace Amazon.Glue;

/// <summary>How a client of AWS Glue reaches it.</summary>
public partial class AmazonGlueConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(GlueService.Description.ServiceId, "4.0.0");

    /// <summary>Defaults, with what the environment and the shared configuration files set.</summary>
    public AmazonGlueConfig()
        : base(DefaultConfigurations.Provider())
    {
        base.ServiceId = GlueService.Description.ServiceId;
        AuthenticationServiceName = GlueService.Description.SigningName;
        EndpointProvider = GlueService.Endpoints;
    }

    /// <summary>The id in the service's model; it names the variable <c>AWS_ENDPOINT_URL_GLUE</c>.</summary>
    public static new string ServiceId => GlueService.Description.ServiceId;

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => GlueService.Description.SigningName;

    /// <inheritdoc/>
    public override string ServiceVersion => GlueService.Description.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent => Agent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
