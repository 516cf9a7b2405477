using Datalake.Page.Common;
using Datalake.Page.Tests.Checking;

namespace Datalake.Page.Tests.Tables;

public class TablesPageTests(Browsers browsers, FilledServer filled)
{
    [Fact]
    public async Task The_list_shows_how_large_each_table_is_and_leads_to_it()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "tables");
        await visit.FindAsync($"tr:has-text('checkout') td >> text={Show.Count(filled.Rows)}");
        await visit.KeepAsync("tables");

        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "checkout_current" }).ClickAsync();

        await visit.FindAsync("h1 >> text=checkout_current");
        await visit.FindAsync("th >> text=orderid");
    }

    [Fact]
    public async Task A_table_shows_its_files_versions_and_rows()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "tables/checkout");
        await visit.FindAsync("th >> text=orderid");

        await visit.Page.Locator(".tabs >> text=Files").ClickAsync();
        await visit.FindAsync($".facts >> text={Show.Count(filled.Rows)}");
        await visit.FindAsync(".result td >> text=.parquet");
        await visit.KeepAsync("table-files");
        await visit.Page.Locator(".tabs >> text=Preview").ClickAsync();
        await visit.FindAsync(".result th >> text=orderid");
        await visit.Page.Locator(".tabs >> text=Versions").ClickAsync();

        await visit.SeeAsync("1 row written");
        await visit.KeepAsync("table-versions");
    }

    [Fact]
    public async Task Two_versions_are_compared_by_their_files_and_by_their_rows()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "tables/checkout/versions");
        await visit.Page.Locator("td a >> text=Compare >> nth=0").ClickAsync();
        await visit.FindAsync("td >> text=added");

        await visit.Page.Locator("text=Compare rows too").ClickAsync();

        await visit.FindAsync($"text=/Version \\d+ holds {Show.Count(filled.Rows - 1)} rows, version \\d+ holds {Show.Count(filled.Rows)}/");
        await visit.KeepAsync("table-compare");
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_named()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "tables/checkout/compare?from=0&to=99999");

        await visit.SeeAsync("99999");
        await visit.FindAsync("[role=alert]");
    }
}
