using System.Net;
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>The request cannot be done as it is: its SQL does not parse, or the query is not there or not done.</summary>
public partial class InvalidRequestException : AmazonAthenaException
{
    /// <summary>An error with a message.</summary>
    public InvalidRequestException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and a cause.</summary>
    public InvalidRequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the message of its cause.</summary>
    public InvalidRequestException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public InvalidRequestException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with the exception of the transport.</summary>
    public InvalidRequestException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>Athena's own code of the error; null when it gives none.</summary>
    public string AthenaErrorCode { get; set; }
}
