using System.Net;
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>Too many requests, or too many queries at once.</summary>
public partial class TooManyRequestsException : AmazonAthenaException
{
    /// <summary>An error with a message.</summary>
    public TooManyRequestsException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public TooManyRequestsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public TooManyRequestsException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public TooManyRequestsException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public TooManyRequestsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>Why the request was throttled; null when Athena does not say.</summary>
    public ThrottleReason Reason { get; set; }
}
