using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded;
using Datalake.Embedded.Erasing;

namespace Datalake.Cli.Commands;

/// <summary><c>lake erase</c>: the records of a person, erased for good.</summary>
internal static class EraseCommand
{
    private static readonly string[] Columns = ["erasure", "dataset", "entities", "place", "files", "records", "deleted"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var dataset = PartitionCommand.DatasetOption();
        var where = new Option<string?>("--where")
        {
            Description = "Which records: \"column = 'value'\", several joined by AND. Every record of an entity goes when one is selected.",
            HelpName = "CONDITION",
        };
        var file = new Option<string?>("--from-file")
        {
            Description = "A file with a request a line: {\"dataset\": \"checkout\", \"where\": \"OrderId = '1'\"}. One wrong line refuses all.",
            HelpName = "FILE",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count: nothing is changed." };
        var engine = new EngineOptionSet();
        var command = engine.AddMemory(
            new Command(
                "erase",
                "Erase records for good: from raw/, structured_json/, stage/, quarantine/ and every version of the table. They cannot be restored.")
            {
                dataset,
                where,
                file,
                dryRun,
            });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            options.ExistingRootOf(parsed);
            var requests = RequestsOf(parsed.GetValue(dataset), parsed.GetValue(where), parsed.GetValue(file), options.CatalogOf(parsed));
            await using var lake = EmbeddedLake.Open(engine.LakeOf(parsed, options, io));
            var isDryRun = parsed.GetValue(dryRun);
            var receipts = await ProgressLine.ShowAsync(
                io, () => isDryRun ? "looking for records" : "erasing", () => lake.EraseAsync(requests, isDryRun, cancellationToken));
            options.WriterOf(parsed, io).WriteAll(Columns, receipts.SelectMany(Rows));
            foreach (var receipt in receipts) await io.Error.WriteLineAsync(Describe(receipt, isDryRun));
            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<EraseRequest> RequestsOf(string? dataset, string? where, string? file, Datasets.DatasetCatalog catalog)
    {
        try
        {
            if (file is not null && dataset is null && where is null)
                return EraseRequestFile.Read(file, name => PartitionCommand.Require(catalog, name).Name);
            if (file is null && dataset is not null && where is not null)
                return [new EraseRequest(PartitionCommand.Require(catalog, dataset).Name, EraseCondition.Parse(where))];
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{wrong.Message} Nothing was erased.");
        }

        throw new UsageException("Give --dataset and --where, or --from-file.");
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(EraseReceipt receipt) =>
        receipt.Places.Select(place => (IReadOnlyList<object?>)
            [receipt.Id, receipt.Dataset, receipt.Entities, place.Place, place.Files, place.Records, place.Deleted]);

    private static string Describe(EraseReceipt receipt, bool isDryRun) =>
        receipt.IsEmpty ? $"{receipt.Dataset}: no record matches."
        : isDryRun ? $"{receipt.Dataset}: nothing was changed; without --dry-run this is erased."
        : $"{receipt.Dataset}: erased. The receipt is {EraseReceipt.KeyOf(receipt.Id)}";
}
