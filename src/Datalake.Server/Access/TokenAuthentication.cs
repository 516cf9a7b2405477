using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Datalake.Server.Problems;
using Datalake.Server.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Datalake.Server.Access;

/// <summary>
/// Finds who sent a request: by <c>Authorization: Bearer</c>, or by the cookie of the server's own page. Answers 401 and 403 in words.
/// </summary>
/// <param name="access">Who may use the server.</param>
/// <param name="options">The options of the scheme; there are none.</param>
/// <param name="logger">Receives refusals, without the tokens.</param>
/// <param name="encoder">Not used.</param>
internal sealed class TokenAuthentication(
    AccessOptions access, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private const string Beginning = SchemeName + " ";

    // The endpoint that routing gives where only the method is wrong.
    private const string MethodMismatch = "405 HTTP Method Not Supported";

    // A token's holder is the same person at each of thousands of requests a second.
    private static readonly ConditionalWeakTable<TokenSettings, ClaimsPrincipal> Holders = [];

    private bool isTokenWrong;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (access.HasPage && PageRequest.IsPerson(Request))
        {
            Response.Redirect($"{PageRequest.SignIn}?return={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
            return Task.CompletedTask;
        }

        Response.Headers.WWWAuthenticate = isTokenWrong ? "Bearer realm=\"lake\", error=\"invalid_token\"" : "Bearer realm=\"lake\"";
        var problem = isTokenWrong
            ? new Problem(ProblemKinds.WrongToken, "The token is none that this server accepts. Compare it with 'tokens' in lake.json, which has its SHA-256.")
            : new Problem(ProblemKinds.NoToken, "Send the header 'Authorization: Bearer' with a token. The server printed one at its first start if lake.json has none.");
        return problem.ExecuteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        // Any holder of a token learns that an address is wrong, or a method.
        var endpoint = Context.GetEndpoint();
        if (endpoint is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (endpoint.DisplayName == MethodMismatch)
        {
            await endpoint.RequestDelegate!(Context);
            return;
        }

        var role = Needed(endpoint);
        var name = Context.User.Identity?.Name ?? "";
        Logger.RoleMissing(name, Remote, Request.Method, Path, role);
        await new Problem(ProblemKinds.RoleMissing, $"The token '{name}' does not have the role '{role}', which this address needs.")
        {
            Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["role"] = role },
        }.ExecuteAsync(Context);
    }

    private string? Remote => Context.Connection.RemoteIpAddress?.ToString();

    private string Path => Storage.ObjectKeys.Show(Request.Path.Value ?? "/");

    private AuthenticateResult Authenticate()
    {
        if (access.IsOpen) return Success(AccessPolicies.PrincipalOf("no-auth", [AccessRole.Operate], Scheme.Name));
        var header = Request.Headers.Authorization;
        if (header.Count == 0) return AuthenticateByCookie();
        if (header.Count == 1 && header[0] is { } text && text.StartsWith(Beginning, StringComparison.OrdinalIgnoreCase))
            return Authenticate(text[Beginning.Length..].Trim());
        return Refuse();
    }

    /// <summary>
    /// A browser sends a cookie by itself, also when another site's page makes it send the request. So what changes something is taken only
    /// from the server's own page, as the browser says.
    /// </summary>
    private AuthenticateResult AuthenticateByCookie()
    {
        if (Request.Cookies[access.CookieName] is not { Length: > 0 } token) return AuthenticateResult.NoResult();

        // A web socket begins as GET, and browsers open one to anywhere.
        var isRead = (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method)) && Request.Headers.Upgrade.Count == 0;
        if (!isRead && !RequestOrigin.IsSame(Request)) return Refuse();
        return Authenticate(token);
    }

    private AuthenticateResult Authenticate(string token) =>
        access.Tokens.Find(token) is { } found
            ? Success(Holders.GetValue(found, holder => AccessPolicies.PrincipalOf(holder.Name, holder.Roles, SchemeName)))
            : Refuse();

    private AuthenticateResult Refuse()
    {
        isTokenWrong = true;
        Logger.TokenRefused(Remote, Path);
        return AuthenticateResult.Fail("The token is not accepted.");
    }

    private AuthenticateResult Success(ClaimsPrincipal holder) =>
        AuthenticateResult.Success(new AuthenticationTicket(holder, Scheme.Name));

    /// <summary>The role that the endpoint asks for.</summary>
    private static string Needed(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? AccessPolicies.Operate;
}
