using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Access;

/// <summary>Finds the requests that a browser sends because a person goes to an address.</summary>
public static class PageRequest
{
    /// <summary>Where a person signs in.</summary>
    public const string SignIn = "/signin";

    /// <summary>True for a request whose answer a person looks at; false for those of programs, which have the same addresses.</summary>
    /// <param name="request">The request.</param>
    public static bool IsPerson(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpMethods.IsGet(request.Method)
            && !request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
            && request.Headers.Authorization.Count == 0
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
