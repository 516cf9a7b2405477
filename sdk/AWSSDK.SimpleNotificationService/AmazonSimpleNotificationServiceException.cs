using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService;

/// <summary>An error that Amazon SNS answered. Its code, status and request id say which and where.</summary>
public partial class AmazonSimpleNotificationServiceException : AmazonServiceException
{
    /// <summary>An error with a message.</summary>
    public AmazonSimpleNotificationServiceException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public AmazonSimpleNotificationServiceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public AmazonSimpleNotificationServiceException(Exception innerException)
        : base(innerException?.Message, innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public AmazonSimpleNotificationServiceException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public AmazonSimpleNotificationServiceException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
