using Datalake.Page.Common;
using Datalake.Page.Tests.Checking;

namespace Datalake.Page.Tests.Flow;

public class FlowPageTests(Browsers browsers, FilledServer filled)
{
    [Fact]
    public async Task The_flow_shows_how_many_records_came_how_far()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "flow/checkout");

        await visit.FindAsync($".flow-count >> text={Show.Count(filled.Rows, "row")}");
        await visit.SeeAsync($"{Show.Count(filled.Made.Bad)} in quarantine");
        await visit.Page.Locator(".hour-open, .hour-done").First.ClickAsync();
        await visit.FindAsync(".hour-detail >> text=written");

        await visit.KeepAsync("flow");
    }

    [Fact]
    public async Task Another_dataset_is_chosen_by_name()
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(server, "flow", Look.Dark);
        await visit.FindAsync("h1 >> text=Flow of checkout");

        await visit.Page.Locator("#dataset").SelectOptionAsync("fulfillment");

        await visit.FindAsync("h1 >> text=Flow of fulfillment");
        await visit.SeeAsync("0 arrivals");
        await visit.Page.WaitForURLAsync("**/flow/fulfillment");
    }
}
