using Amazon.Runtime.Internal;

namespace AwsProtocols;

/// <summary>What a client says of its service.</summary>
/// <param name="serviceId">The id in the service's model; it names the variable <c>AWS_ENDPOINT_URL_&lt;SERVICE_ID&gt;</c>.</param>
/// <param name="signingName">The name requests are signed for, and the first label of the endpoint's host.</param>
/// <param name="apiVersion">The version of the service's model, a date.</param>
internal sealed class ServiceDescription(string serviceId, string signingName, string apiVersion) : IServiceMetadata
{
    public string ServiceId { get; } = serviceId;

    public string SigningName { get; } = signingName;

    public string ApiVersion { get; } = apiVersion;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
