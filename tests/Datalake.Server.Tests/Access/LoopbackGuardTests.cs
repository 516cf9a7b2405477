using System.Net;
using Datalake.Server.Access;
using Datalake.Server.Problems;
using Datalake.Server.Tests.Checking;
using Microsoft.AspNetCore.Builder;

namespace Datalake.Server.Tests.Access;

/// <summary>A server without tokens answers programs on this machine, and no page of elsewhere that a person has open.</summary>
public sealed class LoopbackGuardTests : IAsyncLifetime
{
    private TestHost host = null!;
    private int stored;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(
        builder => builder.Services.AddLakeAccess(new AccessOptions { Tokens = new TokenSet([]), IsOpen = true }),
        app =>
        {
            app.UseLakeProblems().UseLakeAccess();
            app.MapPost("/write", () => Interlocked.Increment(ref stored)).RequireAuthorization(AccessPolicies.Write);
        });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1:{port}")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:9090")]
    [InlineData("LOCALHOST:{port}")]
    [InlineData("[::1]:{port}")]
    public async Task A_program_on_this_machine_needs_no_token(string name)
    {
        using var answer = await host.SendAsync(HttpMethod.Post, "/write", ("Host", WithPort(name)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, stored);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:{port}")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("lake")]
    [InlineData("0.0.0.0:{port}")]
    [InlineData("192.168.0.2:{port}")]
    public async Task A_name_that_was_made_to_lead_here_is_refused(string name) => await RefusedAsync(("Host", WithPort(name)));

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://evil.example:{port}")]
    [InlineData("Origin", "http://localhost:{port}.evil.example")]
    [InlineData("Origin", "http://127.0.0.1:3000")]
    [InlineData("Origin", "http://localhost:{port}")]
    [InlineData("Origin", "https://127.0.0.1:{port}")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_origin_is_refused(string header, string value) => await RefusedAsync((header, WithPort(value)));

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:{port}")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task The_server_s_own_page_and_a_typed_address_are_taken(string header, string value)
    {
        using var answer = await host.SendAsync(HttpMethod.Post, "/write", (header, WithPort(value)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task RefusedAsync((string Name, string Value) header)
    {
        using var answer = await host.SendAsync(HttpMethod.Post, "/write", header);
        Assert.Equal((HttpStatusCode.Forbidden, "foreign-origin"), (answer.StatusCode, await TestHost.KindOf(answer)));
        Assert.Equal(0, stored);
        Assert.Contains(host.Log.All, line => line.Id == 1103);
    }

    private string WithPort(string text) => text.Replace("{port}", host.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
