using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The message holds characters that are not allowed.</summary>
public partial class InvalidMessageContentsException : AmazonSQSException
{
    /// <summary>An error with a message.</summary>
    public InvalidMessageContentsException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public InvalidMessageContentsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public InvalidMessageContentsException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public InvalidMessageContentsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public InvalidMessageContentsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
