using System.Net;
using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>A limit of the account is reached.</summary>
public partial class ResourceNumberLimitExceededException : AmazonGlueException
{
    /// <summary>An error with a message.</summary>
    public ResourceNumberLimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public ResourceNumberLimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public ResourceNumberLimitExceededException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public ResourceNumberLimitExceededException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public ResourceNumberLimitExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
