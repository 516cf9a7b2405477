using Datalake.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Page.Access;

/// <summary>Takes the token that a person signs in with, and keeps it in a cookie that no script can read.</summary>
internal static class SignInEndpoints
{
    public const string TakeAddress = "/signin/token";
    public const string EndAddress = "/signin/end";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(TakeAddress, Take).ExcludeFromDescription().AllowAnonymous();
        routes.MapPost(EndAddress, End).ExcludeFromDescription().AllowAnonymous();
    }

    private static RedirectHttpResult Take(
        HttpContext context, AccessOptions access, [FromForm] string? token, [FromForm(Name = "return")] string? back)
    {
        var found = access.Tokens.Find(token?.Trim() ?? "");
        if (found is null) return Again(SignInFault.Wrong, back);
        if (!found.Roles.SelectMany(AccessRoles.Within).Contains(AccessRole.Read)) return Again(SignInFault.Role, back);
        context.Response.Cookies.Append(access.CookieName, token!.Trim(), Cookie(context));
        return TypedResults.LocalRedirect(ReturnAddress.Of(back));
    }

    // It takes a form so that the form's own token is checked, though nothing else is in it.
    private static RedirectHttpResult End(HttpContext context, AccessOptions access, IFormCollection form)
    {
        _ = form;
        context.Response.Cookies.Delete(access.CookieName, Cookie(context));
        return TypedResults.LocalRedirect(PageRequest.SignIn);
    }

    private static RedirectHttpResult Again(SignInFault fault, string? back) => TypedResults.LocalRedirect(
        $"{PageRequest.SignIn}?fault={fault.ToString().ToLowerInvariant()}&return={Uri.EscapeDataString(ReturnAddress.Of(back))}");

    private static CookieOptions Cookie(HttpContext context) => new()
    {
        HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/",
    };
}
