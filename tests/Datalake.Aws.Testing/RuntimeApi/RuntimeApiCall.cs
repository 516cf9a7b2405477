namespace Datalake.Aws.Testing.RuntimeApi;

/// <summary>The calls of the Lambda Runtime API, version 2018-06-01.</summary>
public enum RuntimeApiCall
{
    /// <summary>GET runtime/invocation/next.</summary>
    Next,

    /// <summary>POST runtime/invocation/{id}/response.</summary>
    Response,

    /// <summary>POST runtime/invocation/{id}/error.</summary>
    Error,

    /// <summary>POST runtime/init/error.</summary>
    InitError,
}
