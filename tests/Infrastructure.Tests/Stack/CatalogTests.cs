using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Datalake.Datasets;
using Datalake.Infrastructure.Tables;
using Datalake.Storage;
using Datalake.Tables;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>The tables show what the contract declares, where the lake keeps it.</summary>
public class CatalogTests
{
    private static readonly DeployedStack Stack = PrintedStack.Default;
    private static readonly DeployedStack InNovember = PrintedStack.DeployOn("2026-11-27");
    private static readonly DatasetCatalog Contracts = DatasetCatalog.Load(Path.Combine(StackRoot.Repository, "datasets")).Require();

    public static TheoryData<string> Datasets => [.. StackRoot.Datasets];

    [Theory]
    [MemberData(nameof(Datasets))]
    public void A_table_has_the_contracts_columns_and_the_lineage(string name)
    {
        var dataset = Contracts.Find(name)!;
        var expected = dataset.Columns.Select(column => (column.Name, column.Type.ToString().ToLowerInvariant()))
            .Concat([
                (Lineage.Rescued, "string"), (Lineage.Source, "string"), (Lineage.IngestedAt, "timestamp"), (Lineage.Digest, "string"),
            ])
            .ToArray();

        foreach (var table in new[] { dataset.StagedTable, dataset.ConsumableTable })
            Assert.Equal(expected, Columns(Table(table)));
        Assert.Equal(
            [.. expected, ("year", "int"), ("month", "int"), ("day", "int")], Columns(Table(dataset.ConsumableTable + "_current")));
    }

    [Theory]
    [InlineData("2026-11-20T09:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z")]
    [InlineData("2027-12-31T23:00:00Z")]
    public void The_projection_covers_the_layout_of_the_stage(string time)
    {
        var hour = IngestionHour.Of(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
        var (year, month, day) = (hour.Start.Year, hour.Start.Month, hour.Start.Day);

        Assert.Equal(
            $"s3://datalake-dev-lake-{DeployedStack.Account}/{LakeKeys.Stage("checkout", hour)}",
            Projected(
                Table("raw_checkout", InNovember),
                ("ingestion_year", year),
                ("ingestion_month", month),
                ("ingestion_day", day),
                ("ingestion_hour", hour.Start.Hour)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Datasets))]
    public void The_consumable_table_is_a_Delta_table_to_each_reader_of_the_catalog(string name)
    {
        var dataset = Contracts.Find(name)!;
        var table = Table(dataset.ConsumableTable);
        var location = $"s3://datalake-dev-lake-{DeployedStack.Account}/{LakeKeys.Consumable(name)}";

        Assert.Equal("EXTERNAL_TABLE", table.Text("tableType"));
        Assert.Equal(
            [("EXTERNAL", "TRUE"), ("classification", "delta"), ("spark.sql.sources.provider", "delta"), ("table_type", "DELTA")],
            table.Inputs["parameters"]!.AsObject().Select(pair => (pair.Key, (string)pair.Value!)).Order());
        Assert.Equal(location, (string?)table.At("storageDescriptor.location"));
        Assert.Equal(location, (string?)table.At("storageDescriptor.serDeInfo.parameters")!["path"]);
        Assert.Equal(
            [("year", "int"), ("month", "int"), ("day", "int")],
            table.Inputs["partitionKeys"]!.AsArray().Select(key => ((string)key!["name"]!, (string)key["type"]!)));
    }

    [Fact]
    public void A_reader_that_does_not_know_Delta_does_not_take_the_tables_files_for_its_rows()
    {
        Assert.DoesNotContain("Parquet", (string)Table("checkout").At("storageDescriptor.inputFormat")!, StringComparison.Ordinal);
        Assert.DoesNotContain("Parquet", (string)Table("checkout").At("storageDescriptor.serDeInfo.serializationLibrary")!, StringComparison.Ordinal);
        Assert.Contains("Parquet", (string)Table("raw_checkout").At("storageDescriptor.inputFormat")!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_years_of_a_raw_table_are_those_of_the_settings() => Assert.Equal(
        "2026,2027",
        (string?)PrintedStack.Deploy(("ingestionYears", "2026-2027"))
            .Named("glue/catalogTable:CatalogTable", "raw_checkout").Inputs["parameters"]!["projection.ingestion_year.range"]);

    [Theory]
    [InlineData("2026-11-27", "90", "2026,2027", 17_856)]
    [InlineData("2027-01-01", "90", "2026,2028", 26_784)]
    [InlineData("2027-04-15", "90", "2027,2028", 17_856)]
    [InlineData("2027-01-20", "4", "2027,2028", 17_856)]
    [InlineData("2026-11-27", "1000", "2024,2027", 35_712)]
    public void A_raw_table_shows_the_hours_that_can_be_in_the_stage_and_few_others(string day, string stageDays, string range, int folders)
    {
        var parameters = Table("raw_checkout", PrintedStack.DeployOn(day, ("stageDays", stageDays))).Inputs["parameters"]!;

        Assert.Equal(range, (string?)parameters["projection.ingestion_year.range"]);
        Assert.Equal(folders, new[] { "year", "month", "day", "hour" }
            .Select(column => ((string)parameters[$"projection.ingestion_{column}.range"]!).Split(','))
            .Aggregate(1, (product, ends) =>
                product * (int.Parse(ends[1], CultureInfo.InvariantCulture) - int.Parse(ends[0], CultureInfo.InvariantCulture) + 1)));
    }

    [Fact]
    public void The_function_that_starts_clusters_knows_the_years_of_the_raw_tables_and_reports_hours_outside_them()
    {
        var function = InNovember.Named("lambda/function:Function", "submitPartitionRoutineCluster");
        Assert.Equal("2026-2027", (string?)function.At("environment.variables.DATALAKE_INGESTION_YEARS"));

        var alarm = InNovember.Named("cloudwatch/metricAlarm:MetricAlarm", "datalake-hours-not-shown");
        Assert.Equal(
            ("HoursNotShown", "GreaterThanThreshold", 0), (alarm.Text("metricName"), alarm.Text("comparisonOperator"), (double)alarm.Inputs["threshold"]!));
    }

    [Theory]
    [MemberData(nameof(Datasets))]
    public void The_delivery_stream_writes_the_staged_table_where_it_is_looked_for(string name)
    {
        var dataset = Contracts.Find(name)!;
        var configuration = Stack
            .One("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", stream => stream.Name == $"delivery-{name}")
            .Inputs["extendedS3Configuration"]!;
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var prefix = (string)configuration["prefix"]!;
        foreach (var format in new[] { "yyyy", "MM", "dd", "HH" })
            prefix = prefix.Replace(
                $"!{{timestamp:{format}}}", time.ToString(format, CultureInfo.InvariantCulture), StringComparison.Ordinal);

        Assert.Equal(LakeKeys.Stage(name, IngestionHour.Of(time)), prefix);
        Assert.StartsWith(LakeKeys.Quarantine(name), (string)configuration["errorOutputPrefix"]!, StringComparison.Ordinal);
        Assert.Contains("!{firehose:error-output-type}", (string)configuration["errorOutputPrefix"]!, StringComparison.Ordinal);
        Assert.Equal(
            (128, 300, "UTC"),
            ((double)configuration["bufferingSize"]!, (double)configuration["bufferingInterval"]!, (string)configuration["customTimeZone"]!)
        );
        var conversion = configuration["dataFormatConversionConfiguration"]!;
        Assert.Equal(
            (dataset.Database, dataset.StagedTable),
            ((string)conversion["schemaConfiguration"]!["databaseName"]!, (string)conversion["schemaConfiguration"]!["tableName"]!)
        );
        Assert.Equal("SNAPPY", (string?)conversion["outputFormatConfiguration"]!["serializer"]!["parquetSerDe"]!["compression"]);
        Assert.NotNull(conversion["inputFormatConfiguration"]!["deserializer"]!["hiveJsonSerDe"]);
    }

    [Theory]
    [InlineData("map<string,string>", false)]
    [InlineData("array<struct<a:decimal(18,5),b:map<string,struct<c:date>>>>", false)]
    [InlineData("map<string,bigint>", true)]
    [InlineData("array<struct<a:map<string,array<string>>>>", true)]
    [InlineData("map<string,struct<a:map<string,double>>>", true)]
    public void The_reader_of_a_delivery_stream_is_one_that_can_read_the_types(string type, bool needsOpenX) =>
        Assert.Equal(needsOpenX, ParquetConversion.NeedsOpenX(HiveType.Parse(type)));

    [Fact]
    public void The_view_is_stored_as_Athena_stores_views()
    {
        var dataset = Contracts.Find("checkout")!;
        var stored = Table("checkout_current").Text("viewOriginalText");
        Assert.StartsWith("/* Presto View: ", stored, StringComparison.Ordinal);
        var definition = JsonNode.Parse(
            Encoding.UTF8.GetString(Convert.FromBase64String(stored["/* Presto View: ".Length..^" */".Length])))!;

        Assert.Equal(("awsdatacatalog", "checkout"), ((string)definition["catalog"]!, (string)definition["schema"]!));
        var columns = definition["columns"]!
            .AsArray()
            .Select(column => (Name: (string)column!["name"]!, Type: (string)column["type"]!))
            .ToArray();
        Assert.Equal(dataset.Columns.Count + 4 + 3, columns.Length);
        Assert.Contains(("orderid", "varchar"), columns);
        Assert.Contains(("lastchange", "timestamp(3)"), columns);
        Assert.Contains(("opentextfield", "map(varchar, varchar)"), columns);
        Assert.Contains(
            ("sellers", "array(row(\"id\" varchar, \"name\" varchar, \"logo\" varchar, \"fulfillmentendpoint\" varchar))"), columns);
        Assert.Contains("PARTITION BY \"orderid\"", (string)definition["originalSql"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_view_gives_the_types_that_are_stored_with_it_also_where_Athena_reads_timestamps_with_a_zone()
    {
        var stored = Table("checkout_current").Text("viewOriginalText");
        var definition = JsonNode.Parse(
            Encoding.UTF8.GetString(Convert.FromBase64String(stored["/* Presto View: ".Length..^" */".Length])))!;
        var sql = (string)definition["originalSql"]!;

        Assert.StartsWith("SELECT \"orderid\", ", sql, StringComparison.Ordinal);
        foreach (var column in definition["columns"]!.AsArray().Where(column => ((string)column!["type"]!).Contains("timestamp", StringComparison.Ordinal)))
            Assert.Contains($" AS {column!["type"]}) AS \"{column["name"]}\"", sql, StringComparison.Ordinal);
        Assert.Contains("CAST(\"lastchange\" AS timestamp(3)) AS \"lastchange\"", sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string", "varchar")]
    [InlineData("int", "integer")]
    [InlineData("float", "real")]
    [InlineData("date", "date")]
    [InlineData("timestamp", "timestamp(3)")]
    [InlineData("decimal(18,5)", "decimal(18,5)")]
    [InlineData("map<string,array<struct<Id:bigint,row:boolean>>>", "map(varchar, array(row(\"id\" bigint, \"row\" boolean)))")]
    public void A_views_column_has_the_engines_type(string type, string expected) =>
        Assert.Equal(expected, TrinoType.Of(HiveType.Parse(type)));

    [Fact]
    public void Each_view_of_a_dataset_is_a_named_query()
    {
        var files = StackRoot
            .Datasets.SelectMany(name =>
                Directory.GetFiles(Path.Combine(StackRoot.Repository, "datasets", name), "*.sql", SearchOption.AllDirectories)
            )
            .ToArray();
        var queries = Stack.Of("athena/namedQuery:NamedQuery");
        Assert.Equal(files.Length + 2, queries.Count);
        Assert.All(
            files,
            file =>
                Assert.Contains(
                    queries, query => query.Text("query") == File.ReadAllText(file).Trim() && query.Text("description").EndsWith('?'))
        );
    }

    [Fact]
    public void Each_view_of_a_dataset_is_stored_as_Athena_stores_views_with_the_types_of_its_columns()
    {
        var view = Table("revenue_by_day");
        Assert.Equal(("VIRTUAL_VIEW", "checkout"), (view.Text("tableType"), view.Text("databaseName")));
        Assert.Equal(
            [("order_day", "date"), ("currency", "string"), ("orders", "bigint"), ("revenue", "decimal(18,2)"), ("revenue_per_order", "decimal(18,2)")],
            Columns(view));
        var stored = view.Text("viewOriginalText");
        var definition = JsonNode.Parse(
            Encoding.UTF8.GetString(Convert.FromBase64String(stored["/* Presto View: ".Length..^" */".Length])))!;
        Assert.Equal(("awsdatacatalog", "checkout"), ((string)definition["catalog"]!, (string)definition["schema"]!));
        Assert.Equal("varchar", (string?)definition["columns"]![1]!["type"]);
        var sql = (string)definition["originalSql"]!;
        Assert.StartsWith("SELECT CAST(\"order_day\" AS date) AS \"order_day\", CAST(\"currency\" AS varchar) AS \"currency\"", sql, StringComparison.Ordinal);
        Assert.Contains(File.ReadAllText(Path.Combine(StackRoot.Repository, "datasets", "checkout", "views", "revenue_by_day.sql")).Trim(), sql, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_that_names_its_database_names_the_stacks_own()
    {
        var view = new Plan.PlannedView(
            "v", "shop", null, "", [], [new("id", "string", "varchar")], "SELECT shop.id FROM shop.orders AS shop", [new(20, 4, "shop")], "");
        Assert.Contains("SELECT shop.id FROM \"shop_dev\".orders AS shop", StoredView.Of(view, name => name + "_dev").Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Crawlers_run_on_demand_and_write_no_table_of_the_contract()
    {
        Assert.Equal(4, Stack.Of("glue/crawler:Crawler").Count);
        Assert.All(Stack.Of("glue/crawler:Crawler"), crawler =>
        {
            Assert.Null(crawler.Inputs["schedule"]);
            Assert.StartsWith("crawled_", crawler.Text("tablePrefix"), StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Datasets))]
    public void The_crawler_of_a_consumable_table_follows_its_log_and_writes_nothing_beside_it(string name)
    {
        var crawler = Stack.Named("glue/crawler:Crawler", $"consumable_{name}_crawler");
        var target = Assert.Single(crawler.Inputs["deltaTargets"]!.AsArray())!;

        Assert.Null(crawler.Inputs["s3Targets"]);
        Assert.Equal(
            $"s3://datalake-dev-lake-{DeployedStack.Account}/{LakeKeys.Consumable(name)}",
            (string?)Assert.Single(target["deltaTables"]!.AsArray()));
        Assert.Equal((true, false), ((bool)target["createNativeDeltaTable"]!, (bool)target["writeManifest"]!));
    }

    private static DeployedResource Table(string name, DeployedStack? stack = null) =>
        (stack ?? Stack).Named("glue/catalogTable:CatalogTable", name);

    private static (string, string)[] Columns(DeployedResource table) =>
        [.. table.At("storageDescriptor.columns")!.AsArray().Select(column => ((string)column!["name"]!, (string)column["type"]!))];

    private static string Projected(DeployedResource table, params (string Name, int Value)[] values)
    {
        var parameters = table.Inputs["parameters"]!;
        Assert.Equal(values.Select(value => value.Name), table.Inputs["partitionKeys"]!.AsArray().Select(key => (string)key!["name"]!));
        var location = (string)parameters["storage.location.template"]!;
        foreach (var (name, value) in values)
        {
            Assert.Equal("integer", (string?)parameters[$"projection.{name}.type"]);
            var range = ((string)parameters[$"projection.{name}.range"]!)
                .Split(',')
                .Select(end => int.Parse(end, CultureInfo.InvariantCulture))
                .ToArray();
            Assert.InRange(value, range[0], range[1]);
            var digits = int.Parse((string)parameters[$"projection.{name}.digits"]!, CultureInfo.InvariantCulture);
            location = location.Replace(
                $"${{{name}}}", value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'), StringComparison.Ordinal);
        }

        return location;
    }
}
