using System.Net;
using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>It cannot be changed now.</summary>
public partial class ResourceNotReadyException : AmazonGlueException
{
    /// <summary>An error with a message.</summary>
    public ResourceNotReadyException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public ResourceNotReadyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public ResourceNotReadyException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public ResourceNotReadyException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public ResourceNotReadyException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
