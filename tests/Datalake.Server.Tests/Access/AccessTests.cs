using System.Net;
using Datalake.Server.Access;
using Datalake.Server.Problems;
using Datalake.Server.Settings;
using Datalake.Server.Tests.Checking;
using Microsoft.AspNetCore.Builder;

namespace Datalake.Server.Tests.Access;

/// <summary>Who may do what, asked of a real server.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Guessable = "admin";

    private static readonly Dictionary<string, string> Tokens = new[] { "write", "read", "operate" }.ToDictionary(
        role => role, _ => AccessToken.Create(), StringComparer.Ordinal);

    private TestHost host = null!;

    private string Own => $"http://{host.Address.Authority}";

    public async ValueTask InitializeAsync()
    {
        var tokens = Tokens
            .Select(token => new TokenSettings("the-" + token.Key, AccessToken.HashOf(token.Value), [AccessRoles.ByName[token.Key]]))
            .Append(new TokenSettings("guessable", AccessToken.HashOf(Guessable), [AccessRole.Operate]));
        var access = new AccessOptions { Tokens = new TokenSet(tokens), CorsOrigins = ["https://shop.example"] };
        host = await TestHost.StartAsync(
            builder => builder.Services.AddLakeAccess(access),
            app =>
            {
                app.UseLakeProblems().UseLakeAccess();
                app.MapPost("/write", () => "done").RequireAuthorization(AccessPolicies.Write);
                app.MapGet("/read", () => "done").RequireAuthorization(AccessPolicies.Read);
                app.MapGet("/operate", () => "done").RequireAuthorization(AccessPolicies.Operate);
                app.MapGet("/forgotten", () => "done");
            });
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("write", "write")]
    [InlineData("read", "read")]
    [InlineData("operate", "write read operate forgotten")]
    public async Task A_token_may_do_what_its_roles_say_and_nothing_else(string role, string allowed)
    {
        foreach (var address in (string[])["write", "read", "operate", "forgotten"])
        {
            using var answer = await host.SendAsync(MethodOf(address), "/" + address, ("Authorization", $"Bearer {Tokens[role]}"));
            if (allowed.Split(' ').Contains(address))
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                continue;
            }

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var problem = await TestHost.ProblemOf(answer);
            Assert.Equal("urn:lake:problem:role-missing", problem.GetProperty("type").GetString());
            Assert.Equal(address == "forgotten" ? "operate" : address, problem.GetProperty("role").GetString());
        }
    }

    [Fact]
    public async Task Without_a_token_every_address_asks_for_one()
    {
        foreach (var address in (string[])["/write", "/read", "/operate", "/forgotten", "/nothing"])
        {
            using var answer = await host.SendAsync(MethodOf(address[1..]), address);
            Assert.Equal((HttpStatusCode.Unauthorized, "no-token"), (answer.StatusCode, await TestHost.KindOf(answer)));
            Assert.Equal("Bearer realm=\"lake\"", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Theory]
    [InlineData("Bearer lake_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer " + Guessable)]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("Basic {token}")]
    [InlineData("{token}")]
    [InlineData("Bearer {token}x")]
    [InlineData("Bearer {token} {token}")]
    [InlineData("Bearer {TOKEN}")]
    public async Task A_wrong_credential_is_refused_and_not_logged(string header)
    {
        var token = Tokens["operate"];
        var sent = header.Replace("{token}", token, StringComparison.Ordinal).Replace("{TOKEN}", token.ToUpperInvariant(), StringComparison.Ordinal);
        using var answer = await host.SendAsync(HttpMethod.Get, "/operate", ("Authorization", sent));
        Assert.Equal((HttpStatusCode.Unauthorized, "wrong-token"), (answer.StatusCode, await TestHost.KindOf(answer)));
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains(host.Log.All, line => line.Id == 1101);
        Assert.DoesNotContain(host.Log.All, line => line.Text.Contains(token, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_hash_of_a_token_is_no_token()
    {
        using var answer = await host.SendAsync(
            HttpMethod.Get, "/operate", ("Authorization", $"Bearer {Convert.ToHexStringLower(AccessToken.HashOf(Tokens["operate"]))}"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Two_credentials_at_once_are_refused()
    {
        using var answer = await host.SendAsync(
            HttpMethod.Get, "/operate", ("Authorization", $"Bearer {Tokens["operate"]}"), ("Authorization", $"Bearer {Tokens["read"]}"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/nothing", "no-such-address", 404)]
    [InlineData("/write", "method-not-allowed", 405)]
    public async Task Whoever_has_a_token_learns_that_an_address_or_a_method_is_wrong(string path, string kind, int status)
    {
        foreach (var token in Tokens.Values)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path, ("Authorization", $"bearer {token}"));
            Assert.Equal((status, kind), ((int)answer.StatusCode, await TestHost.KindOf(answer)));
        }
    }

    [Fact]
    public async Task A_cookie_reads_wherever_the_browser_comes_from()
    {
        using var answer = await host.SendAsync(HttpMethod.Get, "/read", ("Cookie", $"lake-token={Tokens["read"]}"), ("Sec-Fetch-Site", "none"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "{own}", true)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://127.0.0.1:1", false)]
    [InlineData("Origin", "{own}.evil.example", false)]
    [InlineData("Accept", "*/*", false)]
    public async Task A_cookie_changes_something_from_the_server_s_own_page_only(string name, string value, bool isTaken)
    {
        using var answer = await host.SendAsync(
            HttpMethod.Post, "/write", ("Cookie", $"lake-token={Tokens["write"]}"), (name, value.Replace("{own}", Own, StringComparison.Ordinal)));
        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("{own}", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://127.0.0.1:1", false)]
    public async Task A_cookie_opens_a_web_socket_from_the_server_s_own_page_only(string origin, bool isTaken)
    {
        using var answer = await host.SendAsync(
            HttpMethod.Get,
            "/read",
            ("Cookie", $"lake-token={Tokens["read"]}"),
            ("Connection", "Upgrade"),
            ("Upgrade", "websocket"),
            ("Origin", origin.Replace("{own}", Own, StringComparison.Ordinal)));
        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://shop.example.evil.example", false)]
    [InlineData("http://shop.example", false)]
    [InlineData("null", false)]
    public async Task A_page_may_call_when_its_origin_is_listed(string origin, bool isListed)
    {
        using var answer = await host.SendAsync(
            HttpMethod.Options, "/write", ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));
        Assert.Equal(isListed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    private static HttpMethod MethodOf(string address) => address == "write" ? HttpMethod.Post : HttpMethod.Get;
}
