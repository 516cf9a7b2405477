using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>There is no such queue in this account and region.</summary>
public partial class QueueDoesNotExistException : AmazonSQSException
{
    /// <summary>An error with a message.</summary>
    public QueueDoesNotExistException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public QueueDoesNotExistException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public QueueDoesNotExistException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public QueueDoesNotExistException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public QueueDoesNotExistException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
