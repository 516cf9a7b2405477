namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Lambda Runtime API could not be reached, or answered what a function cannot go on from. The process should end.</summary>
public class RuntimeApiClientException : Exception
{
    internal RuntimeApiClientException(string message, int statusCode, string response, Exception? innerException = null)
        : base(message, innerException)
    {
        StatusCode = statusCode;
        Response = response;
    }

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int StatusCode { get; }

    /// <summary>The body of the answer; empty where there was none.</summary>
    public string Response { get; }
}
