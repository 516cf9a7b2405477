using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Datalake.Server.Hosting;

/// <summary>The page of a server, for people. It finds the lake among the services.</summary>
public interface IServerPage
{
    /// <summary>Adds what the page needs.</summary>
    /// <param name="services">The services of the server.</param>
    void AddTo(IServiceCollection services);

    /// <summary>Looks at each request before it is routed, so that a person who asks for an address that is not there sees a page.</summary>
    /// <param name="app">The server.</param>
    void UseBefore(IApplicationBuilder app);

    /// <summary>Adds the addresses of the page. Comes behind authentication.</summary>
    /// <param name="app">The server.</param>
    void Map(WebApplication app);
}
