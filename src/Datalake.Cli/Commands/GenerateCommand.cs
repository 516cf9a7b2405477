using System.CommandLine;
using Datalake.Generator;
using Datalake.Cli.Output;

namespace Datalake.Cli.Commands;

/// <summary><c>lake generate</c>: orders in the raw form, to try the lake with.</summary>
internal static class GenerateCommand
{
    private static readonly string[] Columns =
    ["dataset", "arrivals", "records", "bytes", "stored_bytes", "orders", "bad", "duplicates", "late", "versions", "folder"];

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var dataset = Options.WordArgument<GeneratedDataset>("dataset", "Which dataset's arrivals.");
        var orders = Options.Number("--orders", "N", "How many orders; each comes in two to four versions.", 1000L, 0L, long.MaxValue);
        var seed = Options.Number(
            "--seed", "S", "Picks one of the possible worlds; the same seed gives the same bytes.", 1UL, 0UL, ulong.MaxValue);
        var target = new Option<string?>("--out") { Description = "The folder to write to. [default: raw/ in the lake]", HelpName = "DIR" };
        var perObject = Options.Number("--per-object", "N", "Records an arrival: 1 is a JSON object, more is NDJSON.", 1, 1, int.MaxValue);
        var gzip = new Option<bool>("--gzip") { Description = "Compress the arrivals." };
        var bad = Fraction("--bad", "Fraction of records, late ones aside, of which a spoiled copy comes as well.", 0.001);
        var duplicates = Fraction("--duplicates", "Fraction of records that come twice.", 0.01);
        var late = Fraction("--late", "Fraction of records that come days after their change.", 0.05);
        var size = Options.Number("--record-size", "B", "Bytes a record; 0 lets each be as large as it is, 8 to 25 KB.", 0, 0, CheckoutGeneratorOptions.MaximumRecordSize);
        var command = new Command("generate", "Make orders in the raw form the lake takes in.") { dataset, orders, seed, target, perObject, gzip, bad, duplicates, late, size };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = new CheckoutGeneratorOptions
            {
                Dataset = parsed.GetValue(dataset),
                Orders = parsed.GetValue(orders),
                Seed = parsed.GetValue(seed),
                PerObject = parsed.GetValue(perObject),
                Gzip = parsed.GetValue(gzip),
                Bad = parsed.GetValue(bad),
                Duplicates = parsed.GetValue(duplicates),
                Late = parsed.GetValue(late),
                RecordSize = parsed.GetValue(size),
            };
            if (wanted.Problems() is { Count: > 0 } problems) throw new UsageException(string.Join('\n', problems));
            var folder = parsed.GetValue(target) is { } named ? GlobalOptions.FolderOf(named, target) : Path.Combine(options.RootOf(parsed), "raw");
            var counts = await WriteAsync(wanted, folder, io, cancellationToken);
            IReadOnlyList<object?> row =
            [
                wanted.Dataset.ToString().ToLowerInvariant(), counts.Arrivals, counts.Records, counts.Bytes, counts.StoredBytes,
                counts.Orders, counts.Bad, counts.Duplicates, counts.Late, counts.Versions, folder,
            ];
            options.WriterOf(parsed, io).WriteAll(Columns, [row]);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Writes arrivals into a folder and shows how it goes.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task<GenerationCounts> WriteAsync(
        CheckoutGeneratorOptions wanted, string folder, CommandIo io, CancellationToken cancellationToken)
    {
        var latest = new Latest<GenerationCounts>();
        try
        {
            return await ProgressLine.ShowAsync(
                io,
                Line,
                () => Task.FromResult(new CheckoutGenerator(wanted).Generate(new FolderArrivalSink(folder), latest, cancellationToken))
            );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Cannot write arrivals to {folder}: {failure.Message} Check that the disk has room and that the folder may be written.",
                failure
            );
        }

        string Line() => latest.Value is { } counts
                ? $"generating: {Amount.Of(counts.Orders)} of {Amount.Of(wanted.Orders)} orders, {Amount.Of(counts.Records, "record")}, {Amount.OfBytes(counts.Bytes)}"
            : "generating";
    }

    private static Option<double> Fraction(string name, string description, double defaultValue) =>
        Options.Number(name, "0..1", description, defaultValue, 0, 1);
}
