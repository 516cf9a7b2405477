using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AwsProtocols.Query;

/// <summary>One operation of a service that speaks AWS Query: a form goes out, XML comes back.</summary>
/// <param name="service">The service.</param>
/// <param name="action">The operation's name.</param>
/// <param name="write">Writes the fields of a request.</param>
/// <param name="read">Reads an element of the answer, if it knows it.</param>
/// <param name="error">Gives an answered error its modelled exception.</param>
internal sealed class QueryOperation<TRequest, TResponse>(
    ServiceDescription service,
    string action,
    Action<TRequest, IDictionary<string, string>> write,
    Action<TResponse, XmlUnmarshallerContext> read,
    Func<ErrorResponse, AmazonServiceException> error)
    : XmlResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    internal InvokeOptions Options() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.ServiceId)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Parameters = { ["Action"] = action, ["Version"] = service.ApiVersion },
        };
        write((TRequest)input, request.Parameters);
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
    {
        var response = new TResponse();
        while (context.Read())
        {
            if (!context.IsStartElement) continue;
            if (context.TestExpression("ResponseMetadata/RequestId"))
                response.ResponseMetadata = new ResponseMetadata { RequestId = context.ReadText() };
            else
                read(response, context);
        }

        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var answered = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(context);
        answered.InnerException = innerException;
        answered.StatusCode = statusCode;
        return error(answered);
    }
}
