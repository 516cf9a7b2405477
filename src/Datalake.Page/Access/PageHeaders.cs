using Microsoft.AspNetCore.Http;

namespace Datalake.Page.Access;

/// <summary>Tells the browser what a page may do: load nothing from elsewhere, run no script but the files of this server.</summary>
/// <param name="next">What comes further inside.</param>
internal sealed class PageHeaders(RequestDelegate next)
{
    // Styles in elements: the grid, the charts and the editor place their parts with them.
    private const string ContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "worker-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurity;
        headers.XContentTypeOptions = "nosniff";

        // Without any referrer a browser hides the origin of the page's own forms too, and they would be refused as foreign.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }
}
