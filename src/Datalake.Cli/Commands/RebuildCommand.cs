using System.CommandLine;
using System.Globalization;
using Datalake.Cli.Output;
using Datalake.Embedded;
using Datalake.Embedded.Rebuilding;

namespace Datalake.Cli.Commands;

/// <summary><c>lake rebuild</c>: a consumable table made again from the stage or from raw, or compared with that.</summary>
internal static class RebuildCommand
{
    private static readonly string[] RebuildColumns = ["dataset", "stage_rows", "rows", "duplicates", "rows_before", "kept"];
    private static readonly string[] VerifyColumns = ["dataset", "day", "expected", "rows", "missing", "extra", "different", "twice"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var dataset = new Argument<string>("dataset") { Description = "The dataset.", HelpName = "NAME" };
        var from = new Option<string>("--from")
        {
            Description = "stage: take the rows of the stage. raw: structure and conform every arrival again under the present contract.",
            HelpName = "raw|stage",
            DefaultValueFactory = _ => "stage",
        };
        from.AcceptOnlyFromAmong("raw", "stage");
        var keep = new Option<bool>("--keep-staged")
        {
            Description = "With --from raw: take rows whose arrivals are not in raw/ any more from the stage as they are.",
        };
        var verify = new Option<bool>("--verify")
        {
            Description = "Only compare the table, row by row. Nothing is changed; exit code 3 where it differs.",
        };
        var engine = new EngineOptionSet();
        var command = engine.AddSteps(
            new Command(
                "rebuild",
                "Make a consumable table again, in one version that replaces all. Use it when a contract changed in a way that the table cannot follow, or files are lost.")
            {
                dataset,
                from,
                keep,
                verify,
            });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            options.ExistingRootOf(parsed);
            var request = new RebuildOptions { FromRaw = parsed.GetValue(from) == "raw", KeepsStaged = parsed.GetValue(keep) };
            if (request is { KeepsStaged: true, FromRaw: false }) throw new UsageException("--keep-staged is for --from raw; without it all rows come from the stage.");
            await using var lake = EmbeddedLake.Open(engine.LakeOf(parsed, options, io));
            var contract = PartitionCommand.Require(lake.Catalog, parsed.GetRequiredValue(dataset));
            var writer = options.WriterOf(parsed, io);
            if (parsed.GetValue(verify))
            {
                var found = await ProgressLine.ShowAsync(io, () => "comparing", () => lake.VerifyAsync(contract, request, cancellationToken));
                writer.WriteAll(VerifyColumns, found.Days.Where(day => !day.IsEqual).Select(day => RowOf(contract.Name, day)));
                await io.Error.WriteLineAsync(SentenceOf(contract.Name, request, found));
                return found.IsEqual ? ExitCode.Done : ExitCode.Failed;
            }

            var report = await ProgressLine.ShowAsync(io, () => "rebuilding", () => lake.RebuildAsync(contract, request, cancellationToken));
            writer.WriteAll(
                RebuildColumns,
                [[contract.Name, report.StageRows, report.Rows, report.StageRows - report.Rows, report.RowsBefore, report.Kept]]);
            if (report.Kept > 0)
            {
                await io.Error.WriteLineAsync(
                    $"{report.Kept} rows are as the stage had them, without today's structure and protect rules: their arrivals are not in raw/ any more.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<object?> RowOf(string dataset, DayComparison day) =>
    [
        dataset, day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Expected, day.Rows, day.Missing, day.Extra, day.Different,
        day.Twice,
    ];

    private static string SentenceOf(string dataset, RebuildOptions request, VerifyReport found)
    {
        var source = request.FromRaw ? "raw/" : "the stage";
        if (found.IsEqual) return string.Create(CultureInfo.InvariantCulture, $"The table holds what {source} gives: {found.Rows} rows of {found.Days.Count} change dates.");
        var schema = found.SchemaProblem is null ? "" : found.SchemaProblem + " ";
        var options = (request.FromRaw ? " --from raw" : "") + (request.KeepsStaged ? " --keep-staged" : "");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{schema}The table differs from what {source} gives on {found.Days.Count(day => !day.IsEqual)} of {found.Days.Count} change dates. Make it again: lake rebuild {dataset}{options}");
    }
}
