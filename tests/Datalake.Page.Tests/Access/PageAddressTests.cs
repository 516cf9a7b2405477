using System.Net;
using Datalake.Page.Tests.Checking;

namespace Datalake.Page.Tests.Access;

public class PageAddressTests(Browsers browsers, FilledServer filled)
{
    [Fact]
    public async Task A_page_may_load_nothing_from_elsewhere_and_run_no_script_of_its_own_text()
    {
        var server = await filled.GetAsync();
        using var answer = await server.Client.GetAsync("/signin", Test.Token);

        var policy = string.Join("; ", answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task A_person_sees_a_page_where_nothing_is_and_a_program_gets_a_problem()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.OpenAsync(server);
        await visit.SignInAsync(server.Server.Token);

        var shown = await visit.Page.GotoAsync("/nowhere");

        Assert.Equal(404, shown!.Status);
        await visit.SeeAsync("There is nothing at this address");
        using var answer = await server.Client.GetAsync("/nowhere", Test.Token);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        visit.ForgetErrors();
    }

    [Theory]
    [InlineData("tables/none", "There is no such table")]
    [InlineData("flow/none", "The lake has no dataset 'none'.")]
    public async Task A_name_that_the_lake_does_not_have_is_said(string address, string text)
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, address);

        await visit.SeeAsync(text);
    }

    [Fact]
    public async Task The_skip_link_is_first_and_leads_to_the_content()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "tables");
        var first = visit.Page.Locator("a, button, input, select").First;
        Assert.Equal("Skip to the content", await first.TextContentAsync());

        await first.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        Assert.Equal("main", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
    }
}
