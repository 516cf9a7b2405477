using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries.Showing;

public sealed class ShowTests : IDisposable
{
    private readonly QueryLake lake = new();

    public ShowTests()
    {
        var views = Path.Combine(lake.Options.Datasets, "orders", "views");
        Directory.CreateDirectory(views);
        File.WriteAllText(Path.Combine(views, "totals.sql"), "-- Sums\nSELECT id, sum(total) AS total, max(changed) AS changed\nFROM orders GROUP BY id");
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z","total":1}""", """{"id":"b","changed":"2026-02-03T00:00:00Z"}""");
    }

    public void Dispose() => lake.Dispose();

    [Theory]
    [InlineData("SHOW TABLES", "orders,orders_current,raw_orders,totals")]
    [InlineData("show tables in shop;", "orders,orders_current,raw_orders,totals")]
    [InlineData("SHOW TABLES FROM `shop` 'orders*'", "orders,orders_current")]
    [InlineData("SHOW TABLES IN shop LIKE '*current|raw*'", "orders_current,raw_orders")]
    [InlineData("SHOW TABLES 'order'", "")]
    [InlineData("SHOW VIEWS", "orders_current,totals")]
    [InlineData("SHOW VIEWS IN shop LIKE 't*'", "totals")]
    [InlineData("SHOW DATABASES", "shop")]
    [InlineData("SHOW SCHEMAS LIKE 's*'", "shop")]
    [InlineData("SHOW SCHEMAS LIKE 'x*'", "")]
    [InlineData("SHOW COLUMNS IN totals", "id,total,changed")]
    [InlineData("SHOW COLUMNS FROM totals IN shop", "id,total,changed")]
    [InlineData("SHOW COLUMNS IN \"shop\".\"totals\"", "id,total,changed")]
    public async Task A_list_is_shown(string sql, string expected)
    {
        await lake.RunAsync();
        Assert.Equal(expected, string.Join(',', lake.Query(sql)));
    }

    [Fact]
    public async Task Partitions_are_those_that_hold_files()
    {
        await lake.RunAsync();
        var partitions = lake.Query("SHOW PARTITIONS shop.orders");
        Assert.Equal(2, partitions.Length);
        Assert.Equal("year=2026/month=01/day=02", partitions[0]);
        Assert.Matches("^ingestion_year=[0-9]{4}/ingestion_month=[0-9]{2}/ingestion_day=[0-9]{2}/ingestion_hour=[0-9]{2}$",
            Assert.Single(lake.Query("SHOW PARTITIONS raw_orders")));
    }

    [Fact]
    public void A_table_without_data_has_no_partition()
    {
        Directory.CreateDirectory(lake.Root);
        Assert.Empty(lake.Query("SHOW PARTITIONS orders"));
    }

    [Fact]
    public async Task A_table_is_described_with_the_types_of_the_catalog()
    {
        await lake.RunAsync();
        string[] expected =
        [
            "id|string|", "changed|timestamp|", "created|date|", "total|decimal(18,2)|", "lines|array<struct<sku:string,quantity:int>>|",
            "_rescued|string|", "_source|string|", "_ingested_at|timestamp|", "_digest|string|",
            "year|int|", "month|int|", "day|int|",
            "||", "# Partition Information||", "# col_name|data_type|comment",
            "year|int|", "month|int|", "day|int|",
        ];
        Assert.Equal(expected, lake.Query("DESCRIBE shop.orders"));
        Assert.Equal(expected, lake.Query("DESC FORMATTED awsdatacatalog.shop.orders"));
        Assert.Equal(["id|string|", "total|decimal(38,2)|", "changed|timestamp|"], lake.Query("DESCRIBE totals"));
        Assert.Equal(12, lake.Query("DESCRIBE orders_current").Length);
    }

    [Fact]
    public async Task The_engines_own_forms_still_work()
    {
        await lake.RunAsync();
        Assert.Equal(["x|INTEGER|YES|NULL|NULL|NULL"], lake.Query("DESCRIBE SELECT 1 AS x"));
        Assert.Equal(12, lake.Query("SUMMARIZE orders").Length);
        Assert.Equal(12, lake.Query("SHOW orders").Length);
        Assert.Contains("nowhere", Assert.Throws<EngineException>(() => lake.Query("DESCRIBE nowhere")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_statement_that_would_make_a_table_or_view_is_shown()
    {
        await lake.RunAsync();
        var table = lake.Query("SHOW CREATE TABLE orders");
        Assert.Equal("CREATE EXTERNAL TABLE `shop`.`orders`(", table[0]);
        Assert.Contains("  `lines` array<struct<sku:string,quantity:int>>,", table);
        Assert.Contains("  `day` int)", table);
        Assert.EndsWith("/consumable_tables/orders/'", table[^1], StringComparison.Ordinal);
        Assert.Equal(
            ["CREATE VIEW shop.totals AS", "-- Sums", "SELECT id, sum(total) AS total, max(changed) AS changed", "FROM orders GROUP BY id"],
            lake.Query("SHOW CREATE VIEW totals"));
        Assert.Contains("row_number() OVER", string.Join('\n', lake.Query("SHOW CREATE VIEW orders_current")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SHOW TABLES IN nowhere", "There is no database 'nowhere'. There are: shop.")]
    [InlineData("SHOW COLUMNS IN nowhere", "SHOW TABLES lists them")]
    [InlineData("SHOW COLUMNS IN other.orders", "no table or view 'other.orders'")]
    [InlineData("SHOW PARTITIONS totals", "a view has no partitions")]
    [InlineData("SHOW PARTITIONS orders_current", "a view has no partitions")]
    [InlineData("SHOW CREATE TABLE totals", "Write SHOW CREATE VIEW totals")]
    [InlineData("SHOW CREATE VIEW orders", "Write SHOW CREATE TABLE orders")]
    public async Task What_is_not_there_is_named(string sql, string words)
    {
        await lake.IngestAsync();
        Assert.Contains(words, Assert.Throws<QueryRefusedException>(() => lake.Query(sql)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_information_schema_has_each_table_once_with_Athenas_types()
    {
        await lake.RunAsync();
        Assert.Equal(
            [
                "awsdatacatalog|shop|orders|BASE TABLE", "awsdatacatalog|shop|orders_current|VIEW", "awsdatacatalog|shop|raw_orders|BASE TABLE",
                "awsdatacatalog|shop|totals|VIEW",
            ],
            lake.Query("SELECT * FROM information_schema.tables ORDER BY table_name"));
        Assert.Equal(
            ["id|varchar|1", "changed|timestamp(3)|2", "created|date|3", "total|decimal(18,2)|4", "lines|array(row(\"sku\" varchar, \"quantity\" integer))|5"],
            lake.Query("""
                SELECT c.column_name, c.data_type, c.ordinal_position FROM "awsdatacatalog"."information_schema"."columns" AS c
                WHERE table_schema = 'shop' AND table_name = 'orders' AND ordinal_position <= 5 ORDER BY ordinal_position
                """));
        Assert.Equal(["shop"], lake.Query("SELECT schema_name FROM information_schema.schemata WHERE schema_name <> 'information_schema'"));
        Assert.Equal(["2"], lake.Query("SELECT count(*) FROM information_schema.views WHERE view_definition LIKE '%SELECT%'"));
        Assert.Equal(
            ["totals"],
            lake.Query("WITH t AS (SELECT table_name FROM information_schema.tables) SELECT table_name FROM t JOIN totals ON true WHERE table_name = 'totals' LIMIT 1"));
    }
}
