using System.CommandLine;
using Datalake.Cli.Output;
using Datalake.Embedded;
using Datalake.Embedded.Erasing;

namespace Datalake.Cli.Commands;

/// <summary><c>lake erase</c>: the records of a person, erased for good.</summary>
internal static class EraseCommand
{
    private const string StandardInput = "-";

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
            Description =
                "A file with a request a line: {\"dataset\": \"checkout\", \"where\": \"OrderId = '1'\"}. One wrong line refuses all. - reads standard input.",
            HelpName = "FILE",
        };
        var again = new Option<bool>("--again")
        {
            Description = "Erase what was erased before and came again, by the erasure list: of all datasets, or of --dataset.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only count: nothing is changed." };
        var engine = new EngineOptionSet();
        var command = engine.AddReading(
            new Command(
                "erase",
                "Erase records for good: from raw/, structured_json/, stage/, quarantine/ and every version of the table. They cannot be restored.")
            {
                dataset,
                where,
                file,
                again,
                dryRun,
            });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            options.ExistingRootOf(parsed);
            var catalog = options.CatalogOf(parsed);
            var only = parsed.GetValue(dataset) is { } name ? PartitionCommand.Require(catalog, name).Name : null;
            var requests = RequestsOf(only, parsed.GetValue(where), parsed.GetValue(file), parsed.GetValue(again), catalog, io);
            await using var opened = await OpenLake.OpenAsync(io, engine.LakeOf(parsed, options, io), isAlone: true, cancellationToken);
            var lake = opened.Lake;
            var isDryRun = parsed.GetValue(dryRun);
            var receipts = await ProgressLine.ShowAsync(
                io,
                () => isDryRun ? "looking for records" : "erasing",
                () => requests is null
                    ? lake.EraseAgainAsync(only is null ? null : lake.Catalog.Find(only), isDryRun, cancellationToken)
                    : lake.EraseAsync(requests, isDryRun, cancellationToken));
            options.WriterOf(parsed, io).WriteAll(Columns, receipts.SelectMany(Rows));
            foreach (var receipt in receipts) await io.Error.WriteLineAsync(Describe(receipt, isDryRun));
            if (receipts.Count == 0) await io.Error.WriteLineAsync("Nothing was erased from this lake so far.");
            if (receipts.Sum(receipt => receipt.KeysLeft) is > 0 and var keys)
                await io.Error.WriteLineAsync(
                    $"{Amount.Of(keys, "arrival")} with records of others stay in raw/ under keys that name the person. Move them to other keys by hand.");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>What to erase; null for what was erased before.</summary>
    private static IReadOnlyList<EraseRequest>? RequestsOf(
        string? dataset, string? where, string? file, bool isAgain, Datasets.DatasetCatalog catalog, CommandIo io)
    {
        if (isAgain && where is null && file is null) return null;
        try
        {
            if (file is not null && dataset is null && where is null && !isAgain)
                return ReadFile(file, name => catalog.Find(name) is not null, io);
            if (file is null && dataset is not null && where is not null && !isAgain)
                return [new EraseRequest(dataset, EraseCondition.Parse(where))];
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"{wrong.Message} Nothing was erased.");
        }

        throw new UsageException("Give --dataset and --where, or --from-file, or --again.");
    }

    private static IReadOnlyList<EraseRequest> ReadFile(string file, Func<string, bool> isDataset, CommandIo io)
    {
        if (file == StandardInput) return EraseRequestFile.Read(io.In, "standard input", isDataset);

        // Whoever hands a command to a server sends the file's content: the server reads no file for others.
        return io.Live is null
            ? EraseRequestFile.Read(file, isDataset)
            : throw new UsageException("A server takes requests to erase from standard input only: --from-file -");
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(EraseReceipt receipt) =>
        receipt.Places.Select(place => (IReadOnlyList<object?>)
            [receipt.Id, receipt.Dataset, receipt.Entities, place.Place, place.Files, place.Records, place.Deleted]);

    private static string Describe(EraseReceipt receipt, bool isDryRun) =>
        receipt.IsEmpty ? $"{receipt.Dataset}: no record matches."
        : isDryRun ? $"{receipt.Dataset}: nothing was changed; without --dry-run this is erased."
        : $"{receipt.Dataset}: erased. The receipt is {EraseReceipt.KeyOf(receipt.Id)}";
}
