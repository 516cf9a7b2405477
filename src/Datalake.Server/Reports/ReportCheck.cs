using Datalake.Documents;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;

namespace Datalake.Server.Reports;

/// <summary>
/// Finds out, with the engine and the contracts alone, whether the queries of reports work and have the columns that are shown: the tables
/// are there without a row.
/// </summary>
public static class ReportCheck
{
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(30);

    /// <summary>Checks all reports of a set.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="views">The datasets and views that their queries can name.</param>
    /// <returns>Every problem: those of the files and those of their queries.</returns>
    public static IReadOnlyList<DocumentProblem> Run(ReportSet reports, LakeViewSet views)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(views);
        var problems = reports.All.SelectMany(result => result.Problems).ToList();
        var readable = reports.All.Select(result => result.Report).OfType<Report>().ToArray();
        if (readable.Length == 0) return problems;
        using var reader = LakeReader.OpenEmpty(views);
        foreach (var report in readable) problems.AddRange(Check(report, reader));
        return problems;
    }

    private static IEnumerable<DocumentProblem> Check(Report report, LakeReader reader)
    {
        for (var i = 0; i < report.Parts.Count; i++)
        {
            var path = FormattableString.Invariant($"$.{ReportProperties.Parts}[{i}]");
            foreach (var problem in Check(report.Source, path, report.Parts[i], reader)) yield return problem;
        }
    }

    private static IReadOnlyList<DocumentProblem> Check(string source, string path, ReportPart part, LakeReader reader)
    {
        using var stop = new CancellationTokenSource(LongestCheck);
        try
        {
            using var rows = reader.Query(ReportSql.OnlyColumns(part.Sql), stop.Token);
            return [.. ReportColumns.Check(part, rows.Columns).Select(
                problem => new DocumentProblem(source, $"{path}.{problem.Property}", ReportRules.Column, problem.Message))];
        }
        catch (Exception failure)
            when (failure is QueryRefusedException or EngineException { IsWrongStatement: true } or OperationCanceledException)
        {
            var place = part.View is null ? ReportProperties.Sql : ReportProperties.View;
            return [new DocumentProblem(source, $"{path}.{place}", ReportRules.Sql, failure.Message)];
        }
    }
}
