using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The queue's address is not one.</summary>
public partial class InvalidAddressException : AmazonSQSException
{
    /// <summary>An error with a message.</summary>
    public InvalidAddressException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public InvalidAddressException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public InvalidAddressException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public InvalidAddressException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public InvalidAddressException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
