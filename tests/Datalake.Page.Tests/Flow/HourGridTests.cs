using Bunit;
using Datalake.Page.Flow;
using Datalake.Storage;

namespace Datalake.Page.Tests.Flow;

public sealed class HourGridTests : BunitContext
{
    [Fact]
    public void One_cell_is_reached_by_Tab_and_the_arrow_keys_move_between_cells()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var grid = Render<HourGrid>(parameters => parameters.Add(each => each.Days, Days()));
        Assert.Contains("02:00", Reachable(grid), StringComparison.Ordinal);

        Press(grid, "ArrowLeft");
        Assert.Contains("2026-11-27 01:00: due", Reachable(grid), StringComparison.Ordinal);
        Press(grid, "ArrowDown");
        Assert.Contains("2026-11-26 01:00: nothing came", Reachable(grid), StringComparison.Ordinal);
        Press(grid, "End");
        Assert.Contains("2026-11-26 23:00", Reachable(grid), StringComparison.Ordinal);
        Press(grid, "ArrowUp");

        // The day is not over, so its last hour is nearest.
        Assert.Contains("2026-11-27 02:00", Reachable(grid), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chosen_hour_says_what_came_in_it()
    {
        var grid = Render<HourGrid>(parameters => parameters.Add(each => each.Days, Days()));

        grid.Find("[title='2026-11-27 01:00: due']").Click();

        Assert.Equal("2026-11-27 01:00: due, 2 stage files not in the table yet.", grid.Find(".hour-detail").TextContent);
    }

    private static string Reachable(IRenderedComponent<HourGrid> grid) => grid.FindAll("td[tabindex='0']").Single().GetAttribute("aria-label")!;

    private static void Press(IRenderedComponent<HourGrid> grid, string key) => grid.Find("table").KeyDown(key);

    private static HourCell[][] Days()
    {
        var today = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
        return [[.. Hours(today, 3)], [.. Hours(today.AddDays(-1), 24)]];
    }

    private static IEnumerable<HourCell> Hours(DateTimeOffset day, int count) => Enumerable.Range(0, count).Select(hour =>
    {
        var start = IngestionHour.Of(day.AddHours(hour));
        return day.Day == 27 && hour == 1
            ? new HourCell(start, HourState.Due, 2, null, null)
            : new HourCell(start, HourState.Empty, 0, null, null);
    });
}
