using Datalake.Datasets;
using Datalake.Documents;
using Datalake.Embedded.Queries.Views;
using Datalake.Server.Reports;
using Datalake.Server.Tests.Hosting;

namespace Datalake.Server.Tests.Reports;

public class ReportCheckTests
{
    [Theory]
    [InlineData("""{"title":"a","view":"orders","show":"bar","x":"at","y":["value"]}""")]
    [InlineData("""{"title":"a","view":"shop.orders","show":"bar"}""")]
    [InlineData("""{"title":"a","sql":"SELECT sum(value) AS s FROM orders -- all\n;","show":"number"}""")]
    [InlineData("""{"title":"a","sql":"WITH o AS (SELECT id FROM orders) SELECT date_format(now(), '%Y') AS y, count(*) AS n FROM o GROUP BY 1","labels":{"N":"Orders"}}""")]
    public void A_part_whose_query_works_has_no_problem(string part) => Assert.Empty(Check(part));

    [Theory]
    [InlineData("""{"title":"a","view":"nothing"}""", "$.parts[0].view", ReportRules.Sql)]
    [InlineData("""{"title":"a","sql":"SELECT nothing FROM orders"}""", "$.parts[0].sql", ReportRules.Sql)]
    [InlineData("""{"title":"a","sql":"DROP TABLE orders"}""", "$.parts[0].sql", ReportRules.Sql)]
    [InlineData("""{"title":"a","sql":"SELECT 1) AS x; SELECT (2"}""", "$.parts[0].sql", ReportRules.Sql)]
    [InlineData("""{"title":"a","view":"orders","show":"line","x":"weekday"}""", "$.parts[0].x", ReportRules.Column)]
    [InlineData("""{"title":"a","view":"orders","show":"line","y":["values"]}""", "$.parts[0].y", ReportRules.Column)]
    [InlineData("""{"title":"a","view":"orders","show":"line","y":["id"]}""", "$.parts[0].y", ReportRules.Column)]
    [InlineData("""{"title":"a","view":"orders","show":"line","series":"x"}""", "$.parts[0].series", ReportRules.Column)]
    [InlineData("""{"title":"a","view":"orders","labels":{"x":"X"}}""", "$.parts[0].labels", ReportRules.Column)]
    [InlineData("""{"title":"a","sql":"SELECT id FROM orders","show":"pie"}""", "$.parts[0].show", ReportRules.Column)]
    public void A_part_whose_query_does_not_work_is_a_problem_with_its_place(string part, string path, string rule)
    {
        var problem = Assert.Single(Check(part));

        Assert.Equal((path, rule), (problem.Path, problem.Rule));
    }

    [Fact]
    public void The_reports_of_this_repository_have_no_problem()
    {
        var datasets = Path.Combine(AppContext.BaseDirectory, "datasets");
        var catalog = DatasetCatalog.Load(datasets).Require();
        var reports = ReportSet.Load(datasets, catalog);

        Assert.NotNull(reports.Find("sales")?.Report);
        Assert.Empty(ReportCheck.Run(reports, LakeViewSet.Load(datasets, catalog)));
    }

    [Fact]
    public void Two_reports_of_one_name_are_a_problem_and_the_first_stays()
    {
        using var folder = new TestFolder();
        folder.Write("orders/dataset.json", RunningServer.Orders);
        folder.Write("orders/reports/sales.json", SampleReport.Json);
        folder.Write("reports/sales.json", SampleReport.Json);
        folder.Write("reports/other.json", SampleReport.Json);

        var reports = ReportSet.Load(folder[""], DatasetCatalog.Load(folder[""]).Require());

        Assert.Equal(["other", "sales"], reports.All.Select(result => result.Name));
        Assert.NotNull(reports.Find("sales")!.Report);
        Assert.Equal(ReportRules.Repeated, Assert.Single(reports.Find("sales")!.Problems).Rule);
    }

    private static IReadOnlyList<DocumentProblem> Check(string part)
    {
        using var folder = new TestFolder();
        folder.Write("orders/dataset.json", RunningServer.Orders);
        folder.Write("reports/sales.json", $$"""{"title":"a","parts":[{{part}}]}""");
        var catalog = DatasetCatalog.Load(folder[""]).Require();
        return ReportCheck.Run(ReportSet.Load(folder[""], catalog), LakeViewSet.Load(folder[""], catalog));
    }
}
