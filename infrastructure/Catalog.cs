using Datalake.Datasets;
using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Policies;
using Datalake.Infrastructure.Tables;
using Datalake.Storage;
using Datalake.Tables;
using Pulumi;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Glue.Inputs;

namespace Datalake.Infrastructure;

/// <summary>Databases, tables, views, and crawlers that are started by hand.</summary>
internal sealed class Catalog
{
    private readonly LakeContext context;
    private readonly LakeBucket lake;
    private readonly Encryption encryption;
    private readonly Dictionary<string, CatalogDatabase> databases = new(StringComparer.Ordinal);

    /// <summary>Declares the databases.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="lake">The lake's bucket.</param>
    /// <param name="encryption">How it is encrypted.</param>
    public Catalog(LakeContext context, LakeBucket lake, Encryption encryption)
    {
        this.context = context;
        this.lake = lake;
        this.encryption = encryption;
        foreach (var name in context.Plan.Datasets.Select(context.Plan.Names.Database).Distinct(StringComparer.Ordinal))
            databases.Add(name, new CatalogDatabase(name, new CatalogDatabaseArgs { Name = name, Description = "Tables of the lake" }));
    }

    /// <summary>Declares the table over the stage, which the delivery stream also writes by.</summary>
    /// <param name="dataset">The dataset.</param>
    public CatalogTable StagedTable(DatasetContract dataset) => Table(
        TableSchema.Staged(dataset), dataset, LakeKeys.Stage(dataset.Name), TableFormat.Parquet,
        new Projection(dataset.Name, context.Plan.Settings.Tables.IngestionYears).Parameters(lake.Name),
        "Every delivered record by ingestion hour, duplicates included");

    /// <summary>
    /// Declares the consumable table, a Delta table. Its log says which files, partitions and columns it has; the columns here are for
    /// those that ask the catalog. Athena asks for <c>table_type</c>, Spark and Trino for the provider, Glue's console for the
    /// classification.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    public CatalogTable ConsumableTable(DatasetContract dataset) => Table(
        TableSchema.Consumable(dataset), dataset, LakeKeys.Consumable(dataset.Name), TableFormat.Delta,
        new InputMap<string>
        {
            { "EXTERNAL", "TRUE" }, { "table_type", "DELTA" }, { "spark.sql.sources.provider", "delta" }, { "classification", "delta" },
        },
        "Every version by change date");

    /// <summary>Declares the view of the latest versions.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="over">The consumable table.</param>
    public CatalogTable CurrentView(DatasetContract dataset, CatalogTable over)
    {
        var view = StoredView.Current(dataset, context.Plan.Names.Database(dataset));
        return View(view.Name, view, "The latest version of each identity", over);
    }

    /// <summary>Declares a view that a file declares.</summary>
    /// <param name="view">The view.</param>
    /// <param name="over">The tables and views that it may read.</param>
    public void View(PlannedView view, IEnumerable<CatalogTable> over) =>
        View($"view-{view.Name}", StoredView.Of(view, context.Plan.Names.Database), view.Description, [.. over]);

    private CatalogTable View(string id, StoredView view, string description, params CatalogTable[] over)
    {
        var options = new CustomResourceOptions();
        foreach (var table in over) options.DependsOn.Add(table);
        return new CatalogTable(
            id,
            new CatalogTableArgs
            {
                DatabaseName = databases[view.Database].Name,
                Name = view.Name,
                Description = description,
                TableType = "VIRTUAL_VIEW",
                Parameters = { { "presto_view", "true" }, { "comment", "Presto View" } },
                ViewOriginalText = view.Text(),
                ViewExpandedText = "/* Presto View */",
                StorageDescriptor = new CatalogTableStorageDescriptorArgs
                {
                    Columns = view.Columns
                        .Select(column => new CatalogTableStorageDescriptorColumnArgs { Name = column.Name, Type = column.Type }).ToArray(),

                    // The provider leaves out a block without values, and Athena reads no view without this one.
                    SerDeInfo = new CatalogTableStorageDescriptorSerDeInfoArgs { Name = "-", SerializationLibrary = "-" },
                },
            },
            options);
    }

    /// <summary>
    /// Declares the crawlers, which write tables of their own (<c>crawled_…</c>) and never the contract's: one shows what structured
    /// objects hold that the contract does not name, the other the columns that the log of the consumable table has.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    public void Crawlers(DatasetContract dataset)
    {
        var names = context.Plan.Names;
        var database = databases[names.Database(dataset)];
        var id = $"crawler-{dataset.Name}";
        var (role, _) = Roles.Create(
            id, "crawler-trust.json", [], "crawler.json",
            new Placeholders(context.Scope())
            {
                { "LakeBucketArn", lake.Arn },
                { "Dataset", dataset.Name },
                { "Database", database.Name },
            }
        );
        encryption.Grant(id, role);
        Crawler(names.StructuredCrawler(dataset), new CrawlerArgs
        {
            Description = "What structured objects hold, to compare with the contract",
            TablePrefix = "crawled_structured_",
            S3Targets = { new CrawlerS3TargetArgs { Path = Output.Format($"s3://{lake.Name}/structured_json/{dataset.Name}/") } },
        });
        Crawler(names.ConsumableCrawler(dataset), new CrawlerArgs
        {
            Description = "The consumable table as its log has it, to compare with the contract",
            TablePrefix = "crawled_",
            DeltaTargets =
            {
                new CrawlerDeltaTargetArgs
                {
                    DeltaTables = { Output.Format($"s3://{lake.Name}/{LakeKeys.Consumable(dataset.Name)}") },
                    CreateNativeDeltaTable = true,

                    // The Spark job keeps the manifests, with every version.
                    WriteManifest = false,
                },
            },
        });

        void Crawler(string name, CrawlerArgs args)
        {
            args.Name = name;
            args.Role = role.Arn;
            args.DatabaseName = database.Name;
            args.SchemaChangePolicy = new CrawlerSchemaChangePolicyArgs { UpdateBehavior = "UPDATE_IN_DATABASE", DeleteBehavior = "LOG" };
            _ = new Crawler(name, args);
        }
    }

    private CatalogTable Table(
        TableSchema table, DatasetContract dataset, string folder, TableFormat format, InputMap<string> parameters, string description)
    {
        var location = Output.Format($"s3://{lake.Name}/{folder}");
        return new CatalogTable($"{table.Name}-table", new CatalogTableArgs
        {
            DatabaseName = databases[context.Plan.Names.Database(dataset)].Name,
            Name = table.Name,
            Description = description,
            TableType = "EXTERNAL_TABLE",
            Parameters = parameters,
            PartitionKeys = table.Partitions
                .Select(column => new CatalogTablePartitionKeyArgs { Name = column.Name, Type = column.Type.ToString() }).ToArray(),
            StorageDescriptor = new CatalogTableStorageDescriptorArgs
            {
                Location = location,
                InputFormat = format.Input,
                OutputFormat = format.Output,
                SerDeInfo = new CatalogTableStorageDescriptorSerDeInfoArgs
                {
                    SerializationLibrary = format.SerDe,

                    // Where Spark and Trino look for the folder of a table that is not Hive's own.
                    Parameters = { { "serialization.format", "1" }, { "path", location } },
                },
                Columns = Declare(table.Columns),
            },
        });
    }

    private static CatalogTableStorageDescriptorColumnArgs[] Declare(IEnumerable<TableColumn> columns) =>
        columns.Select(column => new CatalogTableStorageDescriptorColumnArgs { Name = column.Name, Type = column.CatalogType }).ToArray();
}
