using System.Net;
using Datalake.Page.Tests.Checking;

namespace Datalake.Page.Tests.Access;

public class SignInTests(Browsers browsers, FilledServer filled)
{
    [Fact]
    public async Task The_link_that_the_server_prints_signs_in_and_leaves_no_token_behind()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.OpenAsync(server);

        await visit.Page.GotoAsync(server.Server.SignInAddress);

        await visit.UntilInteractiveAsync();
        await visit.SeeAsync("Every record is accounted for.");
        Assert.Equal($"{server.Server.Address}/", visit.Page.Url);
        Assert.DoesNotContain(server.Server.Token, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("lake-token", await visit.Page.EvaluateAsync<string>("document.cookie"), StringComparison.Ordinal);
        var cookie = (await visit.Page.Context.CookiesAsync()).Single(each => each.Name == server.CookieName);
        Assert.True(cookie is { HttpOnly: true, SameSite: Microsoft.Playwright.SameSiteAttribute.Strict });
        await visit.Page.GoBackAsync();
        Assert.DoesNotContain(server.Server.Token, visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_comes_back_to_the_page_they_wanted()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.OpenAsync(server);
        await visit.Page.GotoAsync("/tables/checkout");
        await visit.FindAsync("h1 >> text=Sign in");
        await visit.KeepAsync("signin");

        await visit.Page.Locator("#token").FillAsync("lake_wrong_0123456789012345678901234567890123");
        await visit.Page.Locator("button").ClickAsync();
        await visit.FindAsync("[role=alert] >> text=none that the server accepts");
        await visit.Page.Locator("#token").FillAsync(PageServer.Writer);
        await visit.Page.Locator("button").ClickAsync();
        await visit.FindAsync("[role=alert] >> text=may post records, and see nothing");
        await visit.Page.Locator("#token").FillAsync(PageServer.Reader);
        await visit.Page.Locator("button").ClickAsync();

        await visit.UntilInteractiveAsync();
        Assert.EndsWith("/tables/checkout", visit.Page.Url, StringComparison.Ordinal);
        await visit.SeeAsync("(read only)");
    }

    [Fact]
    public async Task Signing_out_takes_the_token_from_the_browser()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "");

        await visit.Page.Locator("text=Sign out").ClickAsync();

        await visit.FindAsync("h1 >> text=Sign in");
        Assert.DoesNotContain(await visit.Page.Context.CookiesAsync(), cookie => cookie.Name == server.CookieName);

        // The page that was left says goodbye to the server, which does not know it any more.
        visit.ForgetErrors();
    }

    [Fact]
    public async Task A_server_without_tokens_shows_its_page_at_once()
    {
        await using var server = await PageServer.StartAsync(
            folder => folder.Write("datasets/orders/dataset.json", PageServer.Orders), isOpen: true);
        await using var visit = await browsers.OpenAsync(server);

        await visit.GoAsync("");

        await visit.SeeAsync("Every record is accounted for.");
        Assert.Equal(0, await visit.Page.Locator("text=Sign out").CountAsync());
    }

    [Fact]
    public async Task The_cookie_is_no_good_to_another_sites_page()
    {
        var server = await filled.GetAsync();

        foreach (var (address, method) in new[] { ("/v1/query", HttpMethod.Post), ("/sql/download", HttpMethod.Post), ("/_blazor/negotiate", HttpMethod.Post) })
        {
            using var request = new HttpRequestMessage(method, server.Server.Address + address);
            request.Headers.Add("Cookie", $"{server.CookieName}={server.Server.Token}");
            request.Headers.Add("Origin", "https://elsewhere.example");
            using var client = new HttpClient();
            using var answer = await client.SendAsync(request, Test.Token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_form_without_its_own_token_is_refused()
    {
        var server = await filled.GetAsync();
        using var form = new FormUrlEncodedContent([new("sql", "SELECT 1"), new("format", "csv")]);

        using var answer = await server.Client.PostAsync("/sql/download", form, Test.Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
