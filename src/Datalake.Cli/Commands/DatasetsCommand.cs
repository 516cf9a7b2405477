using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Datasets;
using Datalake.Documents;
using Datalake.Embedded.Queries.Views;
using Datalake.Server.Reports;

namespace Datalake.Cli.Commands;

/// <summary><c>lake datasets</c>: the contracts, and what is wrong with them.</summary>
internal static class DatasetsCommand
{
    private static readonly string[] Listed =
    ["dataset", "database", "keys", "format", "stringified", "identity", "changed_at", "columns", "structure_rules", "protect_rules"];
    private static readonly string[] ViewColumns = ["view", "database", "dataset", "description", "reads", "columns", "sql", "databases", "fingerprint"];
    private static readonly string[] ShortViewColumns = ["view", "database", "reads", "columns"];
    private static readonly string[] Problems = ["source", "path", "rule", "message"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var command = new Command("datasets", "List the datasets.") { Validate(options, io), Views(options, io), FromDdlCommand.Create(options, io) };
        command.SetAction(parsed =>
        {
            options.WriterOf(parsed, io).WriteAll(Listed, options.CatalogOf(parsed).All.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Validate(GlobalOptions options, CommandIo io)
    {
        var command = new Command("validate", "Check the contracts, the views and the reports: every problem at once, each with its place.");
        command.SetAction(parsed =>
        {
            var datasets = options.DatasetsOf(parsed);
            var result = DatasetCatalog.Load(datasets);
            var views = result.Catalog is { } read ? LakeViewSet.Load(datasets, read) : null;
            var reports = result.Catalog is { } known ? ReportSet.Load(datasets, known) : null;
            Problem[] found = views is null || reports is null
                ? [.. result.Problems.Select(Problem.Of)]
                : [.. ViewCheck.Run(views).Problems.Select(Problem.Of), .. ReportCheck.Run(reports, views).Select(Problem.Of)];
            if (found.Length == 0)
            {
                io.Error.WriteLine(
                    $"{Amount.Of(result.Catalog!.All.Count, "contract")} without a problem: {string.Join(", ", result.Catalog.All.Select(dataset => dataset.Name))}"
                );
                if (views!.Views.Count > 0)
                    io.Error.WriteLine($"{Amount.Of(views.Views.Count, "view")} without a problem: {string.Join(", ", views.Views.Select(view => view.Name))}");
                if (reports!.All.Count > 0)
                    io.Error.WriteLine($"{Amount.Of(reports.All.Count, "report")} without a problem: {string.Join(", ", reports.All.Select(report => report.Name))}");
                return ExitCode.Done;
            }

            if (parsed.GetValue(options.Format) != ResultFormat.Table)
            {
                options.WriterOf(parsed, io).WriteAll(
                    Problems,
                    found.Select(problem => (IReadOnlyList<object?>)[problem.Source, problem.Path, problem.Rule, problem.Message]));
            }
            else
            {
                // Messages are whole sentences, which a table would cut.
                foreach (var problem in found) io.Out.WriteLine(problem.Line);
            }

            io.Error.WriteLine(Amount.Of(found.Length, "problem"));
            return ExitCode.Usage;
        });
        return command;
    }

    private static Command Views(GlobalOptions options, CommandIo io)
    {
        var command = new Command("views", "List the views with the datasets they read and their columns. With --format json it is what a deployment needs as artifacts/views.json.");
        command.SetAction(parsed =>
        {
            var views = options.ViewsOf(parsed);
            var result = ViewCheck.Run(views);
            if (result.Problems.Count > 0)
            {
                foreach (var problem in result.Problems) io.Error.WriteLine(problem.ToString());
                io.Error.WriteLine($"{Amount.Of(result.Problems.Count, "problem")} in views; nothing was written.");
                return ExitCode.Usage;
            }

            if (parsed.GetValue(options.Format) == ResultFormat.Table)
            {
                options.WriterOf(parsed, io).WriteAll(ShortViewColumns, views.Views.Select(view => (IReadOnlyList<object?>)
                [
                    view.Name, view.Database, string.Join(", ", result.Works[view].Reads.Select(dataset => dataset.Name)),
                    string.Join(", ", result.Works[view].Columns.Select(column => $"{column.Name} {column.CatalogType}")),
                ]));
                return ExitCode.Done;
            }

            var fingerprint = ViewSources.Fingerprint(options.DatasetsOf(parsed));
            options.WriterOf(parsed, io).WriteAll(ViewColumns, views.Views.Select(view => (IReadOnlyList<object?>)
            [
                view.Name, view.Database, view.Dataset, view.Description,
                result.Works[view].Reads.Select(dataset => (object?)dataset.Name).ToList(),
                result.Works[view].Columns.Select(column => (object?)new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["name"] = column.Name.ToLowerInvariant(), ["type"] = column.CatalogType, ["athena_type"] = column.AthenaType,
                }).ToList(),
                view.Sql,
                result.Works[view].Databases.Select(named => (object?)new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["start"] = named.Start, ["length"] = named.Length, ["name"] = named.Name,
                }).ToList(),
                fingerprint,
            ]));
            return ExitCode.Done;
        });
        return command;
    }

    private sealed record Problem(string Source, string? Path, string Rule, string Message, string Line)
    {
        public static Problem Of(DocumentProblem of) => new(of.Source, of.Path, of.Rule, of.Message, of.ToString());

        public static Problem Of(ViewProblem of) => new(of.Source, null, of.Rule, of.Message, of.ToString());
    }

    private static IReadOnlyList<object?> Row(DatasetContract dataset) =>
    [
            dataset.Name,
            dataset.Database,
            dataset.Raw.Keys.ToString(),
            dataset.Raw.Format.ToString().ToLowerInvariant(),
            dataset.Raw.Stringified,
        string.Join(", ", dataset.Identity.Select(column => column.Key)), string.Join(", ", dataset.ChangedAt.Select(column => column.Key)),
        (long)dataset.Columns.Count, (long)dataset.Structure.Count, (long)dataset.Protect.Count,
    ];
}
