using Apache.Arrow.Types;
using Bunit;
using Datalake.Embedded.Queries;
using Datalake.Page.Reports;
using Datalake.Server.Reports;

namespace Datalake.Page.Tests.Reports;

public sealed class PartViewTests : BunitContext
{
    private static readonly LakeColumn Product = new("product_name", StringType.Default);
    private static readonly LakeColumn Units = new("units", Int64Type.Default) { IsNumber = true };

    [Fact]
    public void A_table_has_a_label_for_each_column_and_numbers_on_the_right()
    {
        var part = Render(Part(ReportShow.Table), Result([Product, Units], ["Tasse", 1200L], [null, 3L]));

        Assert.Equal(["Product name", "Units sold"], part.FindAll("th").Select(cell => cell.TextContent));
        Assert.Equal(["Tasse", "1,200", "–", "3"], part.FindAll("td").Select(cell => cell.TextContent));
        Assert.Equal(["1,200", "3"], part.FindAll("td.number").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Numbers_are_those_of_the_first_row_and_of_the_columns_that_are_named()
    {
        var part = Render(Part(ReportShow.Number) with { Y = ["units"] }, Result([Product, Units], ["Tasse", 1200L]));

        Assert.Equal("1,200", Assert.Single(part.FindAll(".figure-value")).TextContent.Trim());
    }

    [Fact]
    public void Rows_that_are_not_shown_are_mentioned()
    {
        var part = Render(Part(ReportShow.Table), Result([Product, Units], ["Tasse", 1L]) with { IsCut = true });

        Assert.Contains("The first 1 rows are shown; there are more.", part.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportShow.Table)]
    [InlineData(ReportShow.Number)]
    [InlineData(ReportShow.Line)]
    public void Without_rows_there_is_nothing_to_show_yet(ReportShow show) =>
        Assert.Contains("There is nothing to show yet.", Render(Part(show), Result([Product, Units])).Markup, StringComparison.Ordinal);

    [Fact]
    public void A_failure_is_shown_in_its_words()
    {
        var part = Render(Part(ReportShow.Line), new ReportPartResult(DateTimeOffset.UnixEpoch) { Failure = "No table is called <x>." });

        Assert.Contains("No table is called &lt;x&gt;.", part.Find("[role=alert]").InnerHtml, StringComparison.Ordinal);
    }

    private IRenderedComponent<PartView> Render(ReportPart part, ReportPartResult result) =>
        Render<PartView>(parameters => parameters.Add(view => view.Part, part).Add(view => view.Result, result));

    private static ReportPart Part(ReportShow show) => new("A part", "SELECT 1")
    {
        Show = show, Labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["UNITS"] = "Units sold" },
    };

    private static ReportPartResult Result(LakeColumn[] columns, params object?[][] rows) =>
        new(DateTimeOffset.UnixEpoch) { Columns = columns, Rows = rows };
}
