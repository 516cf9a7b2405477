using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsProtocols.Json;

/// <summary>A service that speaks AWS JSON: one address, the operation in a header, JSON both ways.</summary>
/// <param name="service">Which service.</param>
/// <param name="targetPrefix">What stands before the operation's name in <c>X-Amz-Target</c>.</param>
/// <param name="types">The requests and responses of the service.</param>
/// <param name="error">Gives an answered error its modelled exception.</param>
internal sealed class JsonService(
    ServiceDescription service,
    string targetPrefix,
    JsonSerializerContext types,
    Func<ErrorResponse, ErrorMembers, AmazonServiceException> error)
{
    private readonly JsonSerializerOptions _options = new()
    {
        TypeInfoResolver = types.WithAddedModifier(WireContract.Apply),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new EpochConverter() },
    };

    internal ServiceDescription Service => service;

    internal const string ContentType = "application/x-amz-json-1.1";

    internal string Target(string operation) => $"{targetPrefix}.{operation}";

    internal AmazonServiceException Error(ErrorResponse response, byte[] body) => error(response, new ErrorMembers(body));

    internal JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}
