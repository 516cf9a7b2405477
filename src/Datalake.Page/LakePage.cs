using Datalake.Page.Access;
using Datalake.Page.Assets;
using Datalake.Page.Layout;
using Datalake.Page.Lineage;
using Datalake.Page.Live;
using Datalake.Page.Queries;
using Datalake.Page.Schema;
using Datalake.Page.Sql;
using Datalake.Server.Access;
using Datalake.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace Datalake.Page;

/// <summary>The page of a server: what the lake does, its tables, SQL. All it needs is in this assembly.</summary>
public sealed class LakePage : IServerPage
{
    // The text of a query comes from the browser in one message.
    private const int LongestMessage = 2 << 20;

    /// <inheritdoc/>
    public void AddTo(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        services.AddCascadingAuthenticationState();
        services.AddRadzenComponents();

        // A form is good for as long as the server runs, and nothing of it is kept on the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery();
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<AccessOptions>((form, access) =>
        {
            form.Cookie.Name = access.CookieName + "-form";
            form.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddSingleton<LiveSampler>();
        services.AddSingleton<StatusBoard>();
        services.AddSingleton<PageQueries>();
        services.AddSingleton<SchemaReviews>();
        services.AddSingleton<LineageDesk>();
    }

    /// <inheritdoc/>
    public void UseBefore(IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<PageNotFound>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAntiforgery();
        WebAssets.Map(app);
        SignInEndpoints.Map(app);
        DownloadEndpoint.Map(app);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'")
            .ExcludeFromDescription()
            .RequireAuthorization(AccessPolicies.Read);
    }
}
