using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded;

namespace Datalake.Cli.Commands;

/// <summary><c>lake vacuum</c>: files that no recent version of a consumable table needs, deleted.</summary>
internal static class VacuumCommand
{
    private static readonly string[] Columns = ["dataset", "files", "bytes"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var dataset = PartitionCommand.DatasetArgument();
        var retention = Options.Number(
            "--retention-days", "N", "Keep what versions of the last N days need. Queries that run longer break.", 7, 0, 36_500);
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count: nothing is deleted." };
        var command = new Command(
            "vacuum", "Delete the files of the consumable tables that no version of the last days needs: compacted, replaced, or left by a crash.")
        {
            dataset,
            retention,
            dryRun,
        };
        var engine = new EngineOptionSet();
        command.SetAction(async (parsed, cancellationToken) =>
        {
            options.ExistingRootOf(parsed);
            await using var opened = await OpenLake.OpenAsync(io, engine.LakeOf(parsed, options, io), isAlone: false, cancellationToken);
            var lake = opened.Lake;
            var rows = new List<IReadOnlyList<object?>>();
            foreach (var contract in PartitionCommand.ChosenOf(lake.Catalog, parsed.GetValue(dataset)))
            {
                var files = await ProgressLine.ShowAsync(
                    io,
                    () => $"vacuuming {contract.Name}",
                    () => lake.VacuumAsync(
                        contract, TimeSpan.FromDays(parsed.GetValue(retention)), parsed.GetValue(dryRun), cancellationToken));
                rows.Add([contract.Name, (long)files.Count, files.Sum(file => file.Length)]);
            }

            options.WriterOf(parsed, io).WriteAll(Columns, rows);
            if (parsed.GetValue(dryRun)) await io.Error.WriteLineAsync("Nothing was deleted; without --dry-run it would be.");
            return ExitCode.Done;
        });
        return command;
    }
}
