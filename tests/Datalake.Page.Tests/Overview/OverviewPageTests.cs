using Datalake.Page.Tests.Checking;

namespace Datalake.Page.Tests.Overview;

public class OverviewPageTests(Browsers browsers, FilledServer filled)
{
    [Fact]
    public async Task The_overview_says_that_every_record_is_accounted_for()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "");

        await visit.SeeAsync("Every record is accounted for.");

        await visit.SeeAsync("up to date");
        await visit.KeepAsync("overview");
    }

    [Fact]
    public async Task The_overview_is_dark_where_the_system_is_and_stays_as_the_person_switches_it()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "", Look.Dark);
        await visit.SeeAsync("Every record is accounted for.");
        await visit.FindAsync("html[data-theme=dark]");
        await visit.KeepAsync("overview-dark");

        await visit.Page.Locator("[data-theme-switch]").ClickAsync();
        await visit.FindAsync("html[data-theme=light]");
        await visit.GoAsync("tables");

        await visit.FindAsync("html[data-theme=light]");
    }

    [Fact]
    public async Task On_a_narrow_screen_the_navigation_opens_by_its_button_and_nothing_is_wider_than_the_screen()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "", Look.Narrow);
        await visit.SeeAsync("Every record is accounted for.");
        Assert.False(await visit.Page.Locator("nav >> text=Tables").IsVisibleAsync());
        Assert.Equal(Look.Narrow.Width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.KeepAsync("overview-narrow");

        await visit.Page.Locator(".menu-button").ClickAsync();
        await visit.Page.Locator("nav >> text=Tables").ClickAsync();

        await visit.FindAsync("h1 >> text=Tables");
        Assert.Equal(Look.Narrow.Width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task What_arrives_is_counted_while_the_page_is_open()
    {
        await using var server = await PageServer.StartAsync(folder => folder.Write("datasets/orders/dataset.json", PageServer.Orders));
        await using var visit = await browsers.VisitAsync(server, "");
        await visit.SeeAsync("0 records: 0 delivered");

        await server.StoreAsync("orders", """[{"id":"a","at":"2026-11-20T08:00:00Z"},{"id":"b","at":"2026-11-20T08:00:00Z"}]""");

        await visit.FindAsync("tr:has-text('orders') td >> text=/^2$/");
        await visit.SeeAsync("2 records: 2 delivered");
    }
}
