using Datalake.Documents;
using Datalake.Server.Reports;

namespace Datalake.Server.Tests.Reports;

public class ReportReaderTests
{
    [Fact]
    public void A_report_is_read_as_its_file_has_it()
    {
        var report = SampleReport.Read(SampleReport.Json).Report!;

        Assert.Equal(("sales", "Sales", "What was sold.", TimeSpan.FromMinutes(5)), (report.Name, report.Title, report.Description, report.Refresh));
        var (chart, table) = (report.Parts[0], report.Parts[1]);
        Assert.Equal((ReportShow.Line, "day", "currency", "SELECT * FROM \"by_day\""), (chart.Show, chart.X, chart.Series, chart.Sql));
        Assert.Equal(["revenue"], chart.Y);
        Assert.Equal((ReportShow.Table, "SELECT id FROM orders", 20, "Each order."), (table.Show, table.Sql, table.Rows, table.Description));
    }

    [Theory]
    [InlineData("Day", "day")]
    [InlineData("Revenue per order", "revenue_per_order")]
    [InlineData("_", "_")]
    public void A_column_is_called_by_its_label_or_by_its_name_in_words(string expected, string column) =>
        Assert.Equal(expected, SampleReport.Read(SampleReport.Json).Report!.Parts[0].LabelOf(column));

    [Theory]
    [InlineData("""{"titel":"x"}""", "$.titel", DocumentRules.PropertyUnknown)]
    [InlineData("""{"title":null}""", "$.title", DocumentRules.PropertyMissing)]
    [InlineData("""{"title":" "}""", "$.title", ReportRules.Text)]
    [InlineData("""{"refresh":"1s"}""", "$.refresh", ReportRules.Duration)]
    [InlineData("""{"parts":[]}""", "$.parts", DocumentRules.ListEmpty)]
    [InlineData("""{"parts":[{"title":"a"}]}""", "$.parts[0]", ReportRules.Query)]
    [InlineData("""{"parts":[{"title":"a","view":"b","sql":"SELECT 1"}]}""", "$.parts[0]", ReportRules.Query)]
    [InlineData("""{"parts":[{"title":"a","view":"b","show":"lines"}]}""", "$.parts[0].show", ReportRules.Show)]
    [InlineData("""{"parts":[{"title":"a","view":"b","rows":0}]}""", "$.parts[0].rows", ReportRules.Rows)]
    [InlineData("""{"parts":[{"title":"a","view":"b","rows":5001}]}""", "$.parts[0].rows", ReportRules.Rows)]
    [InlineData("""{"parts":[{"title":"a","view":"b","labels":{"x y":""}}]}""", "$.parts[0].labels['x y']", ReportRules.Text)]
    [InlineData("""{"parts":[{"title":"a","view":"b","y":"c"}]}""", "$.parts[0].y", DocumentRules.JsonKind)]
    public void What_breaks_a_rule_is_reported_with_its_place(string patch, string path, string rule)
    {
        var result = SampleReport.ReadWith(patch);

        var problem = Assert.Single(result.Problems);
        Assert.Null(result.Report);
        Assert.Equal((SampleReport.Source, path, rule), (problem.Source, problem.Path, problem.Rule));
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var result = SampleReport.Read("""{"tilte":"x","parts":[{"view":"a"},{"title":"b"}]}""");

        Assert.Equal(
            ["$.tilte", "$.title", "$.parts[0].title", "$.parts[1]"], result.Problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("reports/Sales.json")]
    [InlineData("reports/a b.json")]
    [InlineData("reports/-a.json")]
    public void A_file_name_that_cannot_stand_in_an_address_is_a_problem(string source) =>
        Assert.Equal(ReportRules.Name, Assert.Single(SampleReport.Read(SampleReport.Json, source).Problems).Rule);
}
