using System.Net;
using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>There is no such database, table, partition or crawler.</summary>
public partial class EntityNotFoundException : AmazonGlueException
{
    /// <summary>An error with a message.</summary>
    public EntityNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public EntityNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public EntityNotFoundException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public EntityNotFoundException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public EntityNotFoundException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>True when the error is one of the source of a federated catalog; null when Glue does not say.</summary>
    public bool? FromFederationSource { get; set; }
}
