using System.Net;
using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>The source of a federated catalog failed.</summary>
public partial class FederationSourceException : AmazonGlueException
{
    /// <summary>An error with a message.</summary>
    public FederationSourceException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public FederationSourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public FederationSourceException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public FederationSourceException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public FederationSourceException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>The source's own error.</summary>
    public FederationSourceErrorCode FederationSourceErrorCode { get; set; }
}
