using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SimpleNotificationService.Model;
using AwsProtocols;
using AwsProtocols.Endpoints;
using AwsProtocols.Query;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>What is particular to Amazon SNS.</summary>
internal static class SnsService
{
    internal static readonly ServiceDescription Description = new("SNS", "sns", "2010-03-31");

    internal static readonly RegionalEndpointProvider Endpoints = new(Description.SigningName, plainFipsInGovCloud: true);

    internal static readonly QueryOperation<PublishRequest, PublishResponse> Publish = new(Description, "Publish", Write, Read, Error);

    private static void Write(PublishRequest request, IDictionary<string, string> form)
    {
        Put(form, "TopicArn", request.TopicArn);
        Put(form, "TargetArn", request.TargetArn);
        Put(form, "PhoneNumber", request.PhoneNumber);
        Put(form, "Message", request.Message);
        Put(form, "Subject", request.Subject);
        Put(form, "MessageStructure", request.MessageStructure);
        Put(form, "MessageDeduplicationId", request.MessageDeduplicationId);
        Put(form, "MessageGroupId", request.MessageGroupId);
        var number = 0;
        foreach (var (name, attribute) in request.MessageAttributes ?? [])
        {
            var entry = FormattableString.Invariant($"MessageAttributes.entry.{++number}.");
            Put(form, entry + "Name", name);
            Put(form, entry + "Value.DataType", attribute?.DataType);
            Put(form, entry + "Value.StringValue", attribute?.StringValue);
            Put(form, entry + "Value.BinaryValue", attribute?.BinaryValue is { } bytes ? Convert.ToBase64String(bytes.ToArray()) : null);
        }
    }

    private static void Put(IDictionary<string, string> form, string name, string value)
    {
        if (value is not null) form[name] = value;
    }

    private static void Read(PublishResponse response, XmlUnmarshallerContext context)
    {
        if (context.TestExpression("PublishResult/MessageId")) response.MessageId = context.ReadText();
        else if (context.TestExpression("PublishResult/SequenceNumber")) response.SequenceNumber = context.ReadText();
    }

    private static AmazonSimpleNotificationServiceException Error(ErrorResponse e) => e.Code switch
    {
        "AuthorizationError" => new AuthorizationErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "EndpointDisabled" => new EndpointDisabledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InternalError" => new InternalErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidParameter" => new InvalidParameterException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ParameterValueInvalid" =>
            new InvalidParameterValueException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidSecurity" => new InvalidSecurityException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KMSAccessDenied" => new KMSAccessDeniedException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KMSDisabled" => new KMSDisabledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KMSInvalidState" => new KMSInvalidStateException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KMSNotFound" => new KMSNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KMSOptInRequired" => new KMSOptInRequiredException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "KMSThrottling" => new KMSThrottlingException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "NotFound" => new NotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "PlatformApplicationDisabled" =>
            new PlatformApplicationDisabledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "Throttled" => new ThrottledException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ValidationException" => new ValidationException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonSimpleNotificationServiceException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}
