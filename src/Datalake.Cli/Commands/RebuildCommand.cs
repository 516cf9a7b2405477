using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded;

namespace Datalake.Cli.Commands;

/// <summary><c>lake rebuild</c>: a consumable table made again from the stage, or compared with it.</summary>
internal static class RebuildCommand
{
    private static readonly string[] RebuildColumns = ["dataset", "stage_rows", "rows", "duplicates", "rows_before"];
    private static readonly string[] VerifyColumns = ["dataset", "stage_rows", "rows", "missing", "unknown", "doubled"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var dataset = new Argument<string>("dataset") { Description = "The dataset.", HelpName = "NAME" };
        var verify = new Option<bool>("--verify")
        {
            Description = "Only compare the table with the stage, row by row. Nothing is written; exit code 3 where they differ.",
        };
        var engine = new EngineOptionSet();
        var command = engine.AddMemory(
            new Command(
                "rebuild",
                "Make a consumable table again from the stage, in one version that replaces all. Use it when the type of a column changed, or files are lost.")
            {
                dataset,
                verify,
            });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            options.ExistingRootOf(parsed);
            await using var opened = await OpenLake.OpenAsync(io, engine.LakeOf(parsed, options, io), isAlone: false, cancellationToken);
            var lake = opened.Lake;
            var contract = PartitionCommand.Require(lake.Catalog, parsed.GetRequiredValue(dataset));
            var writer = options.WriterOf(parsed, io);
            if (parsed.GetValue(verify))
            {
                var found = await ProgressLine.ShowAsync(io, () => "comparing", () => lake.VerifyAsync(contract, cancellationToken));
                writer.WriteAll(VerifyColumns, [[contract.Name, found.StageRows, found.Rows, found.Missing, found.Unknown, found.Doubled]]);
                await io.Error.WriteLineAsync(
                    found.IsEqual ? "The table holds what the stage does." : $"They differ. Make the table again: lake rebuild {contract.Name}");
                return found.IsEqual ? ExitCode.Done : ExitCode.Failed;
            }

            var report = await ProgressLine.ShowAsync(io, () => "rebuilding", () => lake.RebuildAsync(contract, cancellationToken));
            writer.WriteAll(
                RebuildColumns, [[contract.Name, report.StageRows, report.Rows, report.StageRows - report.Rows, report.RowsBefore]]);
            return ExitCode.Done;
        });
        return command;
    }
}
