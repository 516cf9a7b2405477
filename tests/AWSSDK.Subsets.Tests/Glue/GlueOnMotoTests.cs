using System.Text.Json.Nodes;
using Amazon.Glue;
using Amazon.Glue.Model;
using Datalake.Aws.Testing;

namespace AWSSDK.Subsets.Tests.Glue;

public sealed class GlueOnMotoTests(MotoFixture moto)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_is_made_given_and_replaced()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        await CreateDatabaseAsync(server, "tables");

        await client.CreateTableAsync(new CreateTableRequest { DatabaseName = "tables", TableInput = Checkout() }, Cancellation);
        var table = (await client.GetTableAsync(new GetTableRequest { DatabaseName = "tables", Name = "checkout" }, Cancellation)).Table;
        Assert.Equal(("checkout", "tables", "EXTERNAL_TABLE"), (table.Name, table.DatabaseName, table.TableType));
        Assert.Equal("s3://lake/${year}/", table.Parameters["storage.location.template"]);
        Assert.Equal(
            ["orderid:string", "items:array<struct<id:string>>"], table.StorageDescriptor.Columns.Select(c => $"{c.Name}:{c.Type}"));
        Assert.Equal("year", Assert.Single(table.PartitionKeys).Name);
        Assert.Equal("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", table.StorageDescriptor.SerdeInfo.SerializationLibrary);
        Assert.Equal(DateTimeKind.Utc, table.CreateTime!.Value.Kind);

        var changed = Checkout();
        changed.StorageDescriptor.Columns.Add(new Column { Name = "value", Type = "bigint", Comment = "in cents" });
        await client.UpdateTableAsync(
            new UpdateTableRequest
            {
                DatabaseName = "tables",
                TableInput = changed,
                SkipArchive = true,
            },
            Cancellation
        );
        table = (await client.GetTableAsync(new GetTableRequest { DatabaseName = "tables", Name = "checkout" }, Cancellation)).Table;
        Assert.Equal("in cents", table.StorageDescriptor.Columns[2].Comment);
    }

    [Fact]
    public async Task A_table_that_is_there_or_is_not_is_an_exception_of_its_own()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        await CreateDatabaseAsync(server, "twice");
        await client.CreateTableAsync(new CreateTableRequest { DatabaseName = "twice", TableInput = Checkout() }, Cancellation);

        await Assert.ThrowsAsync<AlreadyExistsException>(
            () => client.CreateTableAsync(new CreateTableRequest { DatabaseName = "twice", TableInput = Checkout() }, Cancellation));
        await Assert.ThrowsAsync<EntityNotFoundException>(
            () => client.GetTableAsync(new GetTableRequest { DatabaseName = "twice", Name = "carts" }, Cancellation));
    }

    [Fact]
    public async Task Partitions_are_made_and_listed_and_those_that_are_there_are_named()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        await CreateDatabaseAsync(server, "parts");
        await client.CreateTableAsync(new CreateTableRequest { DatabaseName = "parts", TableInput = Checkout() }, Cancellation);
        BatchCreatePartitionRequest Of(params string[] years) => new()
        {
            DatabaseName = "parts",
            TableName = "checkout",
            PartitionInputList =
                [
                    .. years.Select(y => new PartitionInput
                    {
                        Values = [y],
                        StorageDescriptor = new StorageDescriptor { Location = $"s3://lake/{y}/" },
                    }),
                ],
        };

        Assert.Empty((await client.BatchCreatePartitionAsync(Of("2025", "2026"), Cancellation)).Errors ?? []);
        var error = Assert.Single((await client.BatchCreatePartitionAsync(Of("2026", "2027"), Cancellation)).Errors);
        Assert.Equal(("2026", "AlreadyExistsException"), (Assert.Single(error.PartitionValues), error.ErrorDetail.ErrorCode));

        var listed = await client.GetPartitionsAsync(
            new GetPartitionsRequest { DatabaseName = "parts", TableName = "checkout", Expression = "year > '2025'" }, Cancellation);
        Assert.Equal(["2026", "2027"], listed.Partitions.Select(partition => partition.Values[0]).Order());
        Assert.All(listed.Partitions, partition => Assert.Equal($"s3://lake/{partition.Values[0]}/", partition.StorageDescriptor.Location));
    }

    [Fact]
    public async Task A_crawler_is_started_and_told_of()
    {
        var server = await moto.RequireAsync();
        using var client = Client(server);
        await server.CallAsync(
            "glue",
            "AWSGlue.CreateCrawler",
            new JsonObject
            {
                ["Name"] = "checkoutOrder",
                ["Role"] = "r",
                ["DatabaseName"] = "checkout",
                ["Targets"] = new JsonObject { ["S3Targets"] = new JsonArray(new JsonObject { ["Path"] = "s3://lake/" }) },
            },
            Cancellation);

        var crawler = (await client.GetCrawlerAsync(new GetCrawlerRequest { Name = "checkoutOrder" }, Cancellation)).Crawler;
        Assert.Equal(("checkout", CrawlerState.READY), (crawler.DatabaseName, crawler.State));
        await client.StartCrawlerAsync(new StartCrawlerRequest { Name = "checkoutOrder" }, Cancellation);
        crawler = (await client.GetCrawlerAsync(new GetCrawlerRequest { Name = "checkoutOrder" }, Cancellation)).Crawler;
        Assert.Equal(CrawlerState.RUNNING, crawler.State);
        await Assert.ThrowsAsync<CrawlerRunningException>(
            () => client.StartCrawlerAsync(new StartCrawlerRequest { Name = "checkoutOrder" }, Cancellation));
    }

    private static AmazonGlueClient Client(MotoServer server) => new(MotoClients.Credentials, new AmazonGlueConfig().At(server));

    private static Task<JsonObject> CreateDatabaseAsync(MotoServer server, string name) => server.CallAsync(
        "glue", "AWSGlue.CreateDatabase", new JsonObject { ["DatabaseInput"] = new JsonObject { ["Name"] = name } }, Cancellation);

    private static TableInput Checkout() => new()
    {
        Name = "checkout",
        TableType = "EXTERNAL_TABLE",
        Parameters = new Dictionary<string, string> { ["projection.enabled"] = "true", ["storage.location.template"] = "s3://lake/${year}/" },
        PartitionKeys = [new Column { Name = "year", Type = "string" }],
        StorageDescriptor = new StorageDescriptor
        {
            Location = "s3://lake/",
            Columns = [new Column { Name = "orderid", Type = "string" }, new Column { Name = "items", Type = "array<struct<id:string>>" }],
            SerdeInfo = new SerDeInfo { SerializationLibrary = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
        },
    };
}
