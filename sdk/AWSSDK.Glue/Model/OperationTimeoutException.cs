using System.Net;
using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>It took too long.</summary>
public partial class OperationTimeoutException : AmazonGlueException
{
    /// <summary>An error with a message.</summary>
    public OperationTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public OperationTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public OperationTimeoutException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public OperationTimeoutException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public OperationTimeoutException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
