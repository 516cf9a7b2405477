using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;

namespace AwsProtocols.Json;

/// <summary>One operation of an AWS JSON service: writes the request, reads the response or the error.</summary>
/// <param name="service">The service.</param>
/// <param name="name">The operation's name.</param>
/// <param name="size">Foretells the size of a request's content in bytes, where that is worth it: its buffer then never grows.</param>
internal sealed class JsonOperation<TRequest, TResponse>(JsonService service, string name, Func<TRequest, int> size = null)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    private const int UsualSize = 1_024;

    // The content is no part of a page: what HTML would need escaped, JSON does not.
    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal InvokeOptions Options() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var typed = (TRequest)input;
        // A rented buffer, which the pipeline signs and sends as it is, and returns when the call is over.
        var content = new PooledContentStream(size?.Invoke(typed) ?? UsualSize);
        using (var writer = new Utf8JsonWriter(content.BufferWriter, WriterOptions))
        {
            JsonSerializer.Serialize(writer, typed, service.TypeOf<TRequest>());
        }

        return new DefaultRequest(input, service.Service.ServiceId)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            ContentStream = content,
            Headers =
            {
                ["X-Amz-Target"] = service.Target(name),
                [HeaderKeys.ContentTypeHeader] = JsonService.ContentType,
                [HeaderKeys.XAmzApiVersion] = service.Service.ApiVersion,
            },
        };
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) => context.IsEmptyResponse
        ? new TResponse()
        : JsonSerializer.Deserialize(context.Stream, service.TypeOf<TResponse>()) ?? new TResponse();

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(context.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return service.Error(error, context.GetResponseBodyBytes());
    }
}
