using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Datalake.Server.Access;

/// <summary>Makes a server ask who sends a request, and what they may do.</summary>
public static class AccessServices
{
    private static readonly string[] CorsMethods = ["GET", "POST", "PUT"];
    private static readonly string[] CorsHeaders = ["Authorization", "Content-Type", "Content-Encoding", "Content-MD5", "Content-Digest"];
    private static readonly string[] CorsExposed = ["Retry-After", "WWW-Authenticate"];

    /// <summary>Adds authentication by token, a policy for each role (<see cref="AccessPolicies"/>), and CORS by list.</summary>
    /// <param name="services">The services of the server.</param>
    /// <param name="access">Who may use it.</param>
    public static IServiceCollection AddLakeAccess(this IServiceCollection services, AccessOptions access)
    {
        ArgumentNullException.ThrowIfNull(access);
        services.AddSingleton(access);
        services.AddAuthentication(TokenAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorization(AccessPolicies.AddTo);

        // Without credentials: a page sends a token itself, and never the cookie of the server's own page.
        return services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. access.CorsOrigins])
            .WithMethods(CorsMethods)
            .WithHeaders(CorsHeaders)
            .WithExposedHeaders(CorsExposed)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
    }

    /// <summary>Checks each request from here on. Comes behind routing and the answers for problems.</summary>
    /// <param name="app">The server.</param>
    public static IApplicationBuilder UseLakeAccess(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.ApplicationServices.GetRequiredService<AccessOptions>().IsOpen) app.UseMiddleware<LoopbackGuard>();
        return app.UseCors().UseAuthentication().UseAuthorization();
    }
}
