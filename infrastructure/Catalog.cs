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
            TableSchema.Staged(dataset),
            dataset,
            LakeKeys.Stage(dataset.Name),
            Projection.Staged(dataset.Name, context.Plan.Settings.Tables.IngestionYears),
        "Every delivered record by ingestion hour, duplicates included");

    /// <summary>Declares the table over the consumable files.</summary>
    /// <param name="dataset">The dataset.</param>
    public CatalogTable ConsumableTable(DatasetContract dataset) => Table(
            TableSchema.Consumable(dataset),
            dataset,
            LakeKeys.Consumable(dataset.Name),
            Projection.Consumable(dataset.Name, context.Plan.Settings.Tables.ChangeYears),
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
    /// objects hold that the contract does not name, the other the consumable files with every partition that is there.
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
        Crawler(
            names.StructuredCrawler(dataset), "crawled_structured_", $"structured_json/{dataset.Name}/",
            "What structured objects hold, to compare with the contract");
        Crawler(
            names.ConsumableCrawler(dataset), "crawled_", LakeKeys.Consumable(dataset.Name),
            "The consumable table with all partitions that are there");

        void Crawler(string name, string prefix, string folder, string description) => _ = new Crawler(name, new CrawlerArgs
        {
            Name = name,
            Description = description,
            Role = role.Arn,
            DatabaseName = database.Name,
            TablePrefix = prefix,
            S3Targets = { new CrawlerS3TargetArgs { Path = Output.Format($"s3://{lake.Name}/{folder}") } },
            SchemaChangePolicy = new CrawlerSchemaChangePolicyArgs { UpdateBehavior = "UPDATE_IN_DATABASE", DeleteBehavior = "LOG" },
        });
    }

    private CatalogTable Table(TableSchema table, DatasetContract dataset, string folder, Projection projection, string description)
    {
        var database = databases[context.Plan.Names.Database(dataset)];
        return new CatalogTable($"{table.Name}-table", new CatalogTableArgs
        {
            DatabaseName = database.Name,
            Name = table.Name,
            Description = description,
            TableType = "EXTERNAL_TABLE",
            Parameters = projection.Parameters(lake.Name),
            PartitionKeys = projection.Keys(),
            StorageDescriptor = new CatalogTableStorageDescriptorArgs
            {
                Location = Output.Format($"s3://{lake.Name}/{folder}"),
                InputFormat = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                OutputFormat = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                SerDeInfo = new CatalogTableStorageDescriptorSerDeInfoArgs
                {
                    SerializationLibrary = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                    Parameters = { { "serialization.format", "1" } },
                },
                Columns = Declare(table.Columns),
            },
        });
    }

    private static CatalogTableStorageDescriptorColumnArgs[] Declare(IEnumerable<TableColumn> columns) =>
        columns.Select(column => new CatalogTableStorageDescriptorColumnArgs { Name = column.Name, Type = column.CatalogType }).ToArray();
}
