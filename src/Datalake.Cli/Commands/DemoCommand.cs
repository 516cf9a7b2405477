using System.CommandLine;
using Datalake.Generator;
using Datalake.Cli.Output;
using Datalake.Datasets;
using Datalake.Embedded;
using Datalake.Embedded.Auditing;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Partitioning;

namespace Datalake.Cli.Commands;

/// <summary><c>lake demo</c>: the whole way from raw JSON to SQL, in a folder of its own, in seconds.</summary>
internal static class DemoCommand
{
    private const string DemoRoot = "./lake-demo";

    private static readonly CheckoutGeneratorOptions Orders =
        new() { Orders = 2000, PerObject = 200, Bad = 0.002, Duplicates = 0.01, Late = 0.05, Seed = 2026 };

    public static Command Create(GlobalOptions options, CommandIo io)
    {
        var engine = new EngineOptionSet();
        var command = new Command(
            "demo", "Make 2,000 orders, ingest, partition and query them, in ./lake-demo or the folder that --root names.");
        engine.AddAll(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = new DemoFolder(options.NamesRoot(parsed) ? options.RootOf(parsed) : DemoRoot);
            var datasets = options.DatasetsOf(parsed);
            var catalog = DatasetCatalog.Load(datasets).Require();
            var checkout = catalog.Find("checkout") ?? throw new UsageException(
                $"The demo is about the dataset checkout, and {datasets} has none. Take the datasets that come with the command: "
                + $"lake demo{GlobalOptions.Given(options.Datasets, GlobalOptions.PublishedDatasets)}");
            var sameLake = GlobalOptions.Given(options.Root, folder.Root) + options.SameDatasets(parsed);
            folder.Prepare();
            var lakeOptions = engine.LakeOf(parsed, options, io) with { Root = folder.Root };
            await MakeAsync(lakeOptions, sameLake, io, cancellationToken);
            Query(lakeOptions, LakeViewSet.Load(datasets, catalog), checkout.Name, io, cancellationToken);
            var status = await LakeStatus.ReadAsync(lakeOptions, catalog, cancellationToken);
            Heading(io, "Does every record add up?");
                StatusCommand.Write(
                    status with
                    {
                        Datasets = [.. status.Datasets.Where(dataset => dataset.Dataset == checkout.Name)],
                    },
                    ResultFormat.Table,
                    io.Out,
                    io.Out
                );
            Explain(folder, sameLake, io);
            return status.IsConserved ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static async Task MakeAsync(LakeOptions options, string sameLake, CommandIo io, CancellationToken cancellationToken)
    {
        var made = await GenerateCommand.WriteAsync(Orders, Path.Combine(options.Root, "raw"), io, cancellationToken);
        await io.Out.WriteLineAsync(
            $"Generated {Amount.Of(made.Orders)} orders: {Amount.Of(made.Records)} records in {Amount.Of(made.Arrivals)} raw objects, {Amount.OfBytes(made.Bytes)} "
            + $"({made.Bad} broken, {made.Duplicates} sent twice, {made.Late} days late).");
        await using var lake = EmbeddedLake.Open(options);
        var report = await IngestCommand.IngestAsync(lake, sameLake, io, cancellationToken);
        await io.Out.WriteLineAsync(
            $"Ingested: {Amount.Of(report.Delivered)} records delivered to the stage, {Amount.Of(report.Quarantined)} in quarantine.");
        var hours = await PartitionCommand.PartitionAsync(lake, new PartitionRequest { IncludeOpen = true }, io, cancellationToken);
        await io.Out.WriteLineAsync(
            $"Partitioned: {Amount.Of(hours.Sum(hour => hour.Finished?.Written ?? 0))} rows over {Amount.Of(hours.Sum(hour => hour.Finished?.Days.Count ?? 0))} change dates, "
            + $"{Amount.Of(hours.Sum(hour => hour.Finished?.Duplicates ?? 0))} duplicates dropped.");
    }

    private static void Query(LakeOptions options, LakeViewSet views, string dataset, CommandIo io, CancellationToken cancellationToken)
    {
        using var reader = LakeReader.Open(options.Root, views, options.Engine);
        foreach (var view in views.Views.Where(view => view.Dataset == dataset))
        {
            Heading(io, view.Description.Length > 0 ? view.Description : view.Name);
            using var rows = reader.Query($"SELECT * FROM {view.Name}", cancellationToken);
            QueryCommand.Write(rows, new FirstRowsWriter(ResultFormat.Table.WriterTo(io.Out), io.Out), cancellationToken);
        }
    }

    private static void Heading(CommandIo io, string title) => io.Out.WriteLine($"\n{title}\n");

    private static void Explain(DemoFolder folder, string sameLake, CommandIo io)
    {
        io.Out.WriteLine($"""

            What lies in {folder.Root}:
              raw/                 the JSON as it came
              structured_json/     the same, decoded and reshaped
              stage/               typed Parquet by ingestion hour
              consumable_tables/   typed Parquet by change date, without duplicates
              quarantine/          what could not be read, with the reason

            Try next. The first line makes the command lake in this shell, if you have none yet:
              {ThisCommand()}
              lake query "SELECT status, count(*) AS orders FROM checkout_current GROUP BY status"{sameLake}
              lake query "SELECT * FROM revenue_by_day"{sameLake}
              lake quarantine list{sameLake}
              lake schema diff checkout{sameLake}
              lake status{sameLake}
            """);
    }

    /// <summary>The line that makes the program that runs here the command <c>lake</c>.</summary>
    private static string ThisCommand()
    {
        if (OperatingSystem.IsWindows()) return $"Set-Alias lake \"{Path.Combine(AppContext.BaseDirectory, "lake.exe")}\"";
        var program = Path.Combine(AppContext.BaseDirectory, "lake");
        return File.Exists(program) ? $"alias lake=\"'{program}'\"" : $"alias lake=\"dotnet '{program}.dll'\"";
    }
}
