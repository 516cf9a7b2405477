using Amazon.Runtime.Internal;
using AwsProtocols.Endpoints;

namespace AwsProtocols;

/// <summary>The two handlers that every client of this SDK generation puts after the marshaller.</summary>
internal static class ServicePipeline
{
    // Called by the constructor of the client's base class, before the client's own fields have values: so it takes no state of the client.
    internal static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureVersion4Handler());
    }
}
