using System.CommandLine;
using System.Globalization;
using Datalake.Cli.Output;
using Datalake.Embedded;

namespace Datalake.Cli.Commands;

/// <summary><c>lake compact</c>: small files of the consumable tables written together.</summary>
internal static class CompactCommand
{
    private static readonly string[] Columns = ["dataset", "day", "files_before", "files", "bytes_before", "bytes"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var dataset = PartitionCommand.DatasetArgument();
        var day = new Option<DateOnly?>("--day")
        {
            Description = "Only this change date.",
            HelpName = "yyyy-MM-dd",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
                result.AddError($"--day is '{text}'; write it yyyy-MM-dd, for example 2026-11-20.");
                return null;
            },
        };
        var engine = new EngineOptionSet();
        var command = engine.AddMemory(
            new Command(
                "compact",
                "Write the small files of a change date together. lake partition does so by itself where a date has more than 16. The rows stay the same.")
            {
                dataset,
                day,
            });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            options.ExistingRootOf(parsed);
            await using var opened = await OpenLake.OpenAsync(io, engine.LakeOf(parsed, options, io), isAlone: false, cancellationToken);
            var lake = opened.Lake;
            var rows = new List<IReadOnlyList<object?>>();
            foreach (var contract in PartitionCommand.ChosenOf(lake.Catalog, parsed.GetValue(dataset)))
            {
                var done = await ProgressLine.ShowAsync(
                    io, () => $"compacting {contract.Name}", () => lake.CompactAsync(contract, parsed.GetValue(day), cancellationToken));
                rows.AddRange(done.Select(one => (IReadOnlyList<object?>)
                [
                    contract.Name, one.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (long)one.FilesBefore, (long)one.Files,
                    one.BytesBefore, one.Bytes,
                ]));
            }

            options.WriterOf(parsed, io).WriteAll(Columns, rows);
            if (rows.Count == 0) await io.Error.WriteLineAsync("No change date has more than one small file.");
            return ExitCode.Done;
        });
        return command;
    }
}
