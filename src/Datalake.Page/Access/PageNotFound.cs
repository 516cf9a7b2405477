using Datalake.Server.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Datalake.Page.Access;

/// <summary>Shows a page to a person who asks for an address where nothing is; programs get problem details.</summary>
/// <param name="next">What comes further inside.</param>
internal sealed class PageNotFound(RequestDelegate next)
{
    public const string Address = "/not-found";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        var response = context.Response;
        if (response.HasStarted || response is not { StatusCode: StatusCodes.Status404NotFound, ContentType: null }) return;
        if (!PageRequest.IsPerson(context.Request)) return;
        context.SetEndpoint(null);
        context.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
        context.Request.Path = Address;
        await next(context);
    }
}
