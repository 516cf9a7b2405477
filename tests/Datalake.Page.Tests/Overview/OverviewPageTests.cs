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
}
