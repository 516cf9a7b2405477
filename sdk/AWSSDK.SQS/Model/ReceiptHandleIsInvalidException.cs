using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The receipt handle is none, or has expired.</summary>
public partial class ReceiptHandleIsInvalidException : AmazonSQSException
{
    /// <summary>An error with a message.</summary>
    public ReceiptHandleIsInvalidException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public ReceiptHandleIsInvalidException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public ReceiptHandleIsInvalidException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public ReceiptHandleIsInvalidException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public ReceiptHandleIsInvalidException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
