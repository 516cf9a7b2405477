using System.Globalization;
using Datalake.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Server.Endpoints;

/// <summary>What whoever watches over the server asks. They say nothing of the lake's content, so they need no token.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ServerLake lake)
    {
        routes.MapGet("/healthz", () => Answer(lake.Live.Running.IsFaulted ? "The lake has stopped. The server's log has the cause." : null))
            .WithName("Health").WithSummary("200 while the server works; restart it otherwise.").Produces<string>(contentType: "text/plain").AllowAnonymous();
        routes.MapGet("/readyz", () => Answer(NotReady(lake)))
            .WithName("Ready").WithSummary("200 while the server takes what arrives.").Produces<string>(contentType: "text/plain").AllowAnonymous();
    }

    private static string? NotReady(ServerLake lake)
    {
        if (lake.IsStopping) return "The server stops.";
        var state = lake.Live.State;
        if (lake.Live.Running.IsFaulted) return "The lake has stopped. The server's log has the cause.";
        if (state.Blocked is not null) return "The lake cannot write to its disk. The server's log has the cause.";
        return state.IsCaughtUp
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"The server looks for what waits; {state.Waiting} arrivals so far.");
    }

    private static ContentHttpResult Answer(string? problem) => TypedResults.Text(
        (problem ?? "ok") + "\n", statusCode: problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
