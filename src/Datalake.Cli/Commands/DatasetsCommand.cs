using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Datasets;

namespace Datalake.Cli.Commands;

/// <summary><c>lake datasets</c>: the contracts, and what is wrong with them.</summary>
internal static class DatasetsCommand
{
    private static readonly string[] Listed =
    ["dataset", "database", "keys", "format", "stringified", "identity", "changed_at", "columns", "structure_rules", "protect_rules"];
    private static readonly string[] Problems = ["source", "path", "rule", "message"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var command = new Command("datasets", "List the datasets.") { Validate(options, io) };
        command.SetAction(parsed =>
        {
            options.WriterOf(parsed, io).WriteAll(Listed, options.CatalogOf(parsed).All.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Validate(GlobalOptions options, CommandIo io)
    {
        var command = new Command("validate", "Check the contracts: every problem at once, each with its place.");
        command.SetAction(parsed =>
        {
            var result = DatasetCatalog.Load(options.DatasetsOf(parsed));
            if (result.Catalog is { } catalog)
            {
                io.Error.WriteLine(
                    $"{Amount.Of(catalog.All.Count, "contract")} without a problem: {string.Join(", ", catalog.All.Select(dataset => dataset.Name))}"
                );
                return ExitCode.Done;
            }

            if (parsed.GetValue(options.Format) != ResultFormat.Table)
            {
                options
                    .WriterOf(parsed, io)
                    .WriteAll(
                        Problems,
                        result.Problems.Select(problem =>
                            (IReadOnlyList<object?>)[problem.Source, problem.Path, problem.Rule, problem.Message]
                        )
                    );
            }
            else
            {
                // Messages are whole sentences, which a table would cut.
                foreach (var problem in result.Problems) io.Out.WriteLine(problem.ToString());
            }

            io.Error.WriteLine(Amount.Of(result.Problems.Count, "problem"));
            return ExitCode.Usage;
        });
        return command;
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
