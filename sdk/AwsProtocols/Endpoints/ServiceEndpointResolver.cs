using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using ExecutionContext = Amazon.Runtime.Internal.ExecutionContext;
using Parameter = AwsProtocols.Endpoints.RegionalEndpointProvider.Parameter;

namespace AwsProtocols.Endpoints;

/// <summary>Asks the client's configuration what the endpoint provider wants to know.</summary>
internal sealed class ServiceEndpointResolver : BaseEndpointResolver
{
    /// <summary>The endpoint of one operation, without a call.</summary>
    internal static Endpoint Resolve(ClientConfig config, ServiceOperationEndpointParameters parameters)
    {
        var request = new DefaultRequest(parameters.Request, config.ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint };
        var context = new RequestContext(false) { ClientConfig = config, OriginalRequest = parameters.Request, Request = request };
        return new ServiceEndpointResolver().GetEndpoint(new ExecutionContext(context, null));
    }

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new EndpointParameters
        {
            [Parameter.Region] = (requestContext.Request.AlternateEndpoint ?? config.RegionEndpoint)?.SystemName,
            [Parameter.UseDualStack] = config.UseDualstackEndpoint,
            [Parameter.UseFips] = config.UseFIPSEndpoint,
            [Parameter.Endpoint] = config.ServiceURL,
        };
    }
}
