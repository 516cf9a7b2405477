using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Access;

/// <summary>Where a browser says that a request comes from. Programs other than browsers say nothing.</summary>
internal static class RequestOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>True when a browser says that the server's own page sent the request.</summary>
    public static bool IsSame(HttpRequest request) =>
        IsOwn(request, request.Headers.Origin.ToString())
        || (request.Headers.Origin.Count == 0 && request.Headers[FetchSite].ToString() == "same-origin");

    /// <summary>True when a browser says that another page sent the request, or made it be sent.</summary>
    public static bool IsForeign(HttpRequest request)
    {
        if (request.Headers.Origin.Count > 0) return !IsOwn(request, request.Headers.Origin.ToString());

        // "none" is a person who typed the address.
        return request.Headers[FetchSite].ToString() is "cross-site" or "same-site";
    }

    private static bool IsOwn(HttpRequest request, string origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
