using Datalake.Server.Access;
using Datalake.Server.Hosting;
using Datalake.Server.Problems;
using Datalake.Server.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Datalake.Server.Endpoints;

/// <summary>The reports, and what their queries give.</summary>
internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, ServerLake lake)
    {
        routes.MapGet("/v1/reports", () => Answer(ReportJson.List(lake.LoadReports())))
            .WithName("Reports").WithSummary("The reports, and what is wrong with their files.").Produces<object>()
            .RequireAuthorization(AccessPolicies.Read);
        routes.MapGet("/v1/reports/{name}", (string name, CancellationToken token) => RunAsync(name, lake, token))
            .WithName("Report").WithSummary("A report with the rows of its parts.").Produces<object>()
            .RequireAuthorization(AccessPolicies.Read);
    }

    private static async Task<IResult> RunAsync(string name, ServerLake lake, CancellationToken cancellationToken)
    {
        var reports = lake.LoadReports();
        var found = reports.Find(name) ?? throw new ProblemException(MissingProblems.Report(name, reports.All.Select(result => result.Name)));
        if (found.Report is not { } report)
            throw new ProblemException(ProblemKinds.ReportInvalid, string.Join('\n', found.Problems.Select(problem => problem.ToString())));
        var results = await Task.WhenAll(report.Parts.Select(part => lake.Reports.RunAsync(report, part, cancellationToken)));
        return Answer(ReportJson.Of(report, results));
    }

    private static FileContentHttpResult Answer(byte[] json) => TypedResults.Bytes(json, "application/json");
}
