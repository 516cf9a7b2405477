using System.Net;
using Datalake.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Datalake.Server.Access;

/// <summary>
/// Keeps web pages away from a server without tokens. A page that a person has open can send requests to this machine: to its address (the
/// browser then says which origin sent them), or to a name of the page's own that was made to lead here (then the request names that host).
/// </summary>
/// <param name="next">What comes further inside.</param>
/// <param name="log">Receives refusals.</param>
internal sealed class LoopbackGuard(RequestDelegate next, ILogger<LoopbackGuard> log)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (IsLoopback(request.Host.Host) && !RequestOrigin.IsForeign(request)) return next(context);
        var (host, origin) = (Storage.ObjectKeys.Show(request.Host.Value ?? ""), Storage.ObjectKeys.Show(request.Headers.Origin.ToString()));
        log.ForeignOriginRefused(context.Connection.RemoteIpAddress?.ToString(), host, origin);
        return new Problem(
            ProblemKinds.ForeignOrigin,
            $"A server started with --no-auth answers this machine only. The request names the host '{host}'" +
            (origin.Length > 0 ? $" and comes from the origin '{origin}'" : "") +
            ". Call it as http://127.0.0.1 or localhost, and from no web page; or start it without --no-auth.").ExecuteAsync(context);
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
