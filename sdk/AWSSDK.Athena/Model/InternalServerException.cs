using System.Net;
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>The service failed.</summary>
public partial class InternalServerException : AmazonAthenaException
{
    /// <summary>An error with a message.</summary>
    public InternalServerException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public InternalServerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public InternalServerException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public InternalServerException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public InternalServerException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
