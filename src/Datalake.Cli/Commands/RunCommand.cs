using System.CommandLine;
using Datalake.Embedded;
using Datalake.Partitioning;

namespace Datalake.Cli.Commands;

/// <summary><c>lake run</c>: ingest, then partition.</summary>
internal static class RunCommand
{
    private static readonly string[] Columns = [.. IngestCommand.Columns, "hours_done", "hours_failed", "written", "duplicates"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var all = PartitionCommand.AllOption();
        var engine = new EngineOptionSet();
        var command = engine.AddAll(
            new Command("run", "Ingest what lies in raw/, then bring the closed hours into the consumable tables.") { all });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var opened = await OpenLake.OpenAsync(io, engine.LakeOf(parsed, options, io), isAlone: true, cancellationToken);
            var lake = opened.Lake;
            var report = await IngestCommand.IngestAsync(lake, options.SameLake(parsed), io, cancellationToken);
                var hours = await PartitionCommand.PartitionAsync(
                    lake, new PartitionRequest { IncludeOpen = parsed.GetValue(all) }, io, cancellationToken);
            IReadOnlyList<object?> row =
            [
                .. IngestCommand.Row(report),
                (long)hours.Count(hour => hour.Finished is not null), (long)hours.Count(hour => hour.Failure is not null),
                hours.Sum(hour => hour.Finished?.Written ?? 0), hours.Sum(hour => hour.Finished?.Duplicates ?? 0),
            ];
            options.WriterOf(parsed, io).WriteAll(Columns, [row]);
            return Math.Max(IngestCommand.CodeOf(report), PartitionCommand.CodeOf(hours));
        });
        return command;
    }
}
