using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Datalake.Server.Access;

/// <summary>The names of the authorization policies, one for each role. An endpoint without one is for <see cref="Operate"/>.</summary>
public static class AccessPolicies
{
    /// <summary>For endpoints that store what is sent to them.</summary>
    public const string Write = "write";

    /// <summary>For endpoints that show what the lake has.</summary>
    public const string Read = "read";

    /// <summary>For endpoints that change the lake otherwise.</summary>
    public const string Operate = "operate";

    /// <summary>Adds the policies.</summary>
    /// <param name="options">Where to.</param>
    internal static void AddTo(AuthorizationOptions options)
    {
        foreach (var role in AccessRoles.ByName.Keys) options.AddPolicy(role, Requiring(role));
        options.DefaultPolicy = Requiring(Operate);

        // What is forgotten is closed, not open.
        options.FallbackPolicy = options.DefaultPolicy;
    }

    /// <summary>The identity of a token's holder.</summary>
    internal static ClaimsPrincipal PrincipalOf(string name, IEnumerable<AccessRole> roles, string scheme)
    {
        var claims = roles
            .SelectMany(AccessRoles.Within)
            .Distinct()
            .Select(role => new Claim(ClaimTypes.Role, AccessRoles.NameOf(role)))
            .Prepend(new Claim(ClaimTypes.Name, name));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    private static AuthorizationPolicy Requiring(string role) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(role).Build();
}
