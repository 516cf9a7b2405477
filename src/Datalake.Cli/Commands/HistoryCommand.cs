using System.CommandLine;
using System.Globalization;
using Datalake.Cli.Output;
using Datalake.Embedded.Queries;

namespace Datalake.Cli.Commands;

/// <summary><c>lake history</c>: the versions of a consumable table.</summary>
internal static class HistoryCommand
{
    private static readonly string[] Columns = ["version", "committed_at", "operation", "parameters", "metrics"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var dataset = new Argument<string>("dataset") { Description = "The dataset.", HelpName = "NAME" };
        var limit = Options.Number("--limit", "N", "The newest so many versions.", 20, 1, 1_000_000);
        var command = new Command("history", "List the versions of a consumable table, the newest first. lake query --version N reads one.")
        {
            dataset,
            limit,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contract = PartitionCommand.Require(options.CatalogOf(parsed), parsed.GetRequiredValue(dataset));
            var rows = new List<IReadOnlyList<object?>>();
            await foreach (var version in TableHistory.ReadAsync(options.ExistingRootOf(parsed), contract, cancellationToken))
            {
                rows.Add(
                [
                    version.Version,
                    version.CommittedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
                    version.Info.Operation, Pairs(version.Info.Parameters), Pairs(version.Info.Metrics),
                ]);
                if (rows.Count == parsed.GetValue(limit)) break;
            }

            options.WriterOf(parsed, io).WriteAll(Columns, rows);
            if (rows.Count == 0) await io.Error.WriteLineAsync("The table has no version yet. Bring stage hours into it: lake partition");
            return ExitCode.Done;
        });
        return command;
    }

    private static string Pairs(IReadOnlyDictionary<string, string> values) =>
        string.Join(", ", values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}"));
}
