using Amazon.ElasticMapReduce.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using AwsProtocols;
using AwsProtocols.Endpoints;

namespace Amazon.ElasticMapReduce;

/// <summary>How a client of Amazon EMR reaches it.</summary>
public partial class AmazonElasticMapReduceConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(EmrService.Description.ServiceId, "4.0.0");

    /// <summary>Defaults, with what the environment and the shared configuration files set.</summary>
    public AmazonElasticMapReduceConfig()
        : base(DefaultConfigurations.Provider())
    {
        base.ServiceId = EmrService.Description.ServiceId;
        AuthenticationServiceName = EmrService.Description.SigningName;
        EndpointProvider = EmrService.Endpoints;
    }

    /// <summary>The id in the service's model; it names the variable <c>AWS_ENDPOINT_URL_EMR</c>.</summary>
    public static new string ServiceId => EmrService.Description.ServiceId;

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => EmrService.Description.SigningName;

    /// <inheritdoc/>
    public override string ServiceVersion => EmrService.Description.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent => Agent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
