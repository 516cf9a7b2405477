using System.Net;
using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>The service failed.</summary>
public partial class InternalServerErrorException : AmazonElasticMapReduceException
{
    /// <summary>An error with a message.</summary>
    public InternalServerErrorException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public InternalServerErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public InternalServerErrorException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public InternalServerErrorException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public InternalServerErrorException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
