using Datalake.Page.Tests.Checking;
using Microsoft.Playwright;

namespace Datalake.Page.Tests.Reports;

public class ReportPageTests(Browsers browsers, FilledServer filled)
{
    [Theory]
    [InlineData("report", false, false)]
    [InlineData("report-dark", true, false)]
    [InlineData("report-narrow", false, true)]
    public async Task The_sales_of_a_shop_are_shown_as_figures_charts_and_a_table(string picture, bool isDark, bool isNarrow)
    {
        var server = await filled.GetAsync();
        await using var visit = await browsers.VisitAsync(
            server, "reports", isDark ? Look.Dark : isNarrow ? Look.Narrow : Look.Wide, PageServer.Reader);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Sales" }).ClickAsync();
        await visit.SeeAsync("Top products");
        await visit.FindAsync(".rz-chart svg text");
        await visit.FindAsync("section.report-part:last-of-type td.number");
        await Assertions.Expect(visit.Page.Locator(".rz-chart")).ToHaveCountAsync(2);
        Assert.Equal(0, await visit.Page.GetByText("This part cannot be shown").CountAsync());
        await visit.KeepAsync(picture);
    }

    [Fact]
    public async Task A_part_that_fails_says_so_and_the_others_are_shown()
    {
        await using var server = await PageServer.StartAsync(folder =>
        {
            PageServer.CopyDatasets(folder);
            folder.Write(
                "datasets/reports/mixed.json",
                """{"title":"Mixed","parts":[{"title":"Good","sql":"SELECT 7 AS n","show":"number"},{"title":"Wrong","sql":"SELECT nothing FROM checkout"}]}""");
            folder.Write("datasets/reports/bad.json", """{"titel":"Bad","parts":[]}""");
        });
        await using var visit = await browsers.VisitAsync(server, "reports/mixed");

        await visit.SeeAsync("This part cannot be shown");
        await visit.Page.Locator(".figure-value", new() { HasText = "7" }).WaitForAsync();
        await visit.GoAsync("reports");
        await visit.SeeAsync("The file of 'bad' is wrong");
        await visit.GoAsync("reports/bad");
        await visit.SeeAsync("There is no report 'bad', or its file is wrong.");
    }
}
