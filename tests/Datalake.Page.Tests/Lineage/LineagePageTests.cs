using Datalake.Page.Tests.Checking;
using Microsoft.Playwright;

namespace Datalake.Page.Tests.Lineage;

public class LineagePageTests(Browsers browsers, FilledServer filled)
{
    [Fact]
    public async Task A_row_is_followed_to_its_arrival_and_the_arrival_to_its_rows()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "lineage");

        await visit.Page.GetByLabel("OrderId").FillAsync("posted-2");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await visit.SeeAsync("Commit to the stage");
        await visit.SeeAsync("structured_json/checkout/_posted/checkout/");
        await visit.SeeAsync("stage/checkout/ingestion_year=");
        await visit.SeeAsync("consumable_tables/checkout/year=2026/month=02/day=02/");
        await visit.SeeAsync("It brought the ingestion hour");
        await visit.KeepAsync("lineage");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "raw/_posted/checkout/" }).ClickAsync();
        await visit.SeeAsync("Rows in the table");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Follow" }).WaitForAsync();
        await visit.KeepAsync("lineage-arrival");
    }

    [Fact]
    public async Task An_entity_of_several_versions_shows_them_to_choose_from()
    {
        var server = await filled.GetAsync();
        await server.UntilAsync("SELECT count(*) > 0 FROM checkout", "true");
        await using var visit = await browsers.VisitAsync(server, "lineage");
        await visit.Page.GetByLabel("OrderId").FillAsync("no such order");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await visit.SeeAsync("The table has no row with this identity.");
    }
}
