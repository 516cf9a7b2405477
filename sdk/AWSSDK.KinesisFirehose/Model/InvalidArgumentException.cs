using System.Net;
using Amazon.Runtime;

namespace Amazon.KinesisFirehose.Model;

/// <summary>A value of the request has a wrong form, or is out of its limits.</summary>
public partial class InvalidArgumentException : AmazonKinesisFirehoseException
{
    /// <summary>An error with a message.</summary>
    public InvalidArgumentException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public InvalidArgumentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public InvalidArgumentException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public InvalidArgumentException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public InvalidArgumentException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
