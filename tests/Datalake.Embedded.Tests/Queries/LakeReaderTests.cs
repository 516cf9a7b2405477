using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries;

public sealed class LakeReaderTests : IDisposable
{
    private readonly QueryLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_table_without_files_is_empty_and_has_its_columns()
    {
        await lake.IngestAsync();
        Assert.Empty(lake.Query("SELECT * FROM orders"));
        var columns = lake.Query("SELECT column_name, column_type FROM (DESCRIBE raw_orders)");
        Assert.Equal(
            [
                "id|VARCHAR", "changed|TIMESTAMP", "created|DATE", "total|DECIMAL(18,2)", "lines|STRUCT(sku VARCHAR, quantity INTEGER)[]",
                "_rescued|VARCHAR", "_source|VARCHAR", "_ingested_at|TIMESTAMP", "_digest|VARCHAR",
                "ingestion_year|INTEGER", "ingestion_month|INTEGER", "ingestion_day|INTEGER", "ingestion_hour|INTEGER",
            ],
            columns);
    }

    [Theory]
    [InlineData("a[b]c")]
    [InlineData("a*")]
    [InlineData("a?{b,c}")]
    [InlineData("it's \"a\"")]
    public async Task A_lake_may_lie_in_a_folder_whose_name_looks_like_a_pattern(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file names.");
        using var odd = new TestLake(name);
        odd.Drop("orders/1", Contracts.Order("1", "2026-11-19T10:00:00Z"));
        await odd.IngestAsync();
        Assert.All(await odd.PartitionAsync(), hour => Assert.Null(hour.Failure));

        await using var open = odd.Open();
        using var reader = LakeReader.Open(odd.Root, LakeViewSet.Empty(open.Catalog), new Datalake.Embedded.Engine.EngineOptions());
        Assert.Equal(
            ["1|1|1"],
            QueryLake.Query(
                reader, "SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM raw_orders), (SELECT count(*) FROM orders_current)")
        );
    }

    [Fact]
    public async Task Tables_have_the_types_of_the_contract_and_the_partitions()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T03:04:05Z","total":"12.30","lines":[{"sku":"x","quantity":2}]}""");
        await lake.RunAsync();
        Assert.Equal(["a|12.30|2026|1|2|x"], lake.Query("SELECT id, total, year, month, day, lines[1].sku FROM orders"));
        Assert.Equal(["TIMESTAMP|INTEGER"], lake.Query("SELECT typeof(changed), typeof(day) FROM orders"));
        Assert.Equal(["a"], lake.Query("SELECT id FROM raw_orders WHERE ingestion_year > 2000"));
    }

    [Fact]
    public async Task Tables_are_found_by_their_database_too()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T03:04:05Z"}""");
        await lake.RunAsync();
        Assert.Equal(
            ["a|a|a"],
            lake.Query("SELECT o.id, r.id, c.id FROM shop.orders o JOIN shop.raw_orders r USING (id) JOIN shop.orders_current c USING (id)")
        );
    }

    [Fact]
    public async Task A_column_that_is_declared_later_is_null_in_old_files()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z","lines":[{"sku":"x","quantity":2}]}""");
        await lake.RunAsync();
        lake.Declare(
            QueryLake.Columns.Replace("quantity:int", "quantity:int,color:string", StringComparison.Ordinal)
                + """, "note": "struct<text:string>" """
        );
        Assert.Equal(["a|NULL|x|NULL"], lake.Query("SELECT id, note.text, lines[1].sku, lines[1].color FROM orders"));

        lake.Put(
            "2",
            """{"id":"b","changed":"2026-01-02T00:00:00Z","note":{"text":"n"},"lines":[{"sku":"y","quantity":1,"color":"red"}]}"""
        );
        await lake.RunAsync();
        Assert.Equal(
            ["a|NULL|x|NULL", "b|n|y|red"],
            lake.Query("SELECT id, note.text, lines[1].sku, lines[1].color FROM orders_current ORDER BY id")
        );
        Assert.Equal(["a|NULL", "b|n"], lake.Query("SELECT id, note.text FROM raw_orders ORDER BY id"));
    }

    [Fact]
    public async Task A_type_that_is_widened_later_reads_old_files()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z","lines":[{"sku":"x","quantity":2}]}""");
        await lake.RunAsync();
        lake.Declare(QueryLake.Columns.Replace("quantity:int", "quantity:bigint", StringComparison.Ordinal));
        Assert.Equal(["BIGINT|2"], lake.Query("SELECT typeof(lines[1].quantity), lines[1].quantity FROM orders"));
    }

    [Fact]
    public async Task Current_has_the_latest_version_of_each_identity()
    {
        lake.Put(
            "1",
            """{"id":"a","changed":"2026-01-02T00:00:00Z","total":1}""",
            """{"id":"a","changed":"2026-01-03T00:00:00Z","total":2}""",
            """{"id":"b","created":"2026-01-05","total":3}""",
            """{"id":"b","changed":"2026-01-04T00:00:00Z","created":"2026-01-09","total":4}""");
        lake.Put("2", """{"id":"a","changed":"2026-01-01T00:00:00Z","total":5}""");
        await lake.RunAsync();
        Assert.Equal(["a|2.00", "b|3.00"], lake.Query("SELECT id, total FROM orders_current ORDER BY id"));
    }

    [Fact]
    public async Task A_filter_on_the_identity_reaches_every_file_that_current_reads()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""", """{"id":"b","changed":"2026-01-03T00:00:00Z"}""");
        await lake.RunAsync();
        var plan = Assert.Single(lake.Query("EXPLAIN SELECT total FROM orders_current WHERE id = 'a'"));
        Assert.Equal(3, plan.Split("id='a'").Length);
    }

    [Fact]
    public async Task Current_takes_the_later_ingested_of_two_changes_at_one_moment_and_always_the_same()
    {
        lake.Put(
            "1",
            """{"id":"a","changed":"2026-01-02T00:00:00Z","total":1}""",
            """{"id":"a","changed":"2026-01-02T00:00:00Z","total":2}"""
        );
        await lake.RunAsync();
        lake.Put("2", """{"id":"a","changed":"2026-01-02T00:00:00Z","total":3}""");
        await lake.RunAsync();
        Assert.Equal(["3"], lake.Query("SELECT count(*) FROM orders"));
        Assert.Equal(["a|3.00"], lake.Query("SELECT id, total FROM orders_current"));

        lake.Put(
            "3",
            """{"id":"t","changed":"2026-01-02T00:00:00Z","total":1}""",
            """{"id":"t","changed":"2026-01-02T00:00:00Z","total":2}"""
        );
        await lake.RunAsync();
        Assert.Equal(
            lake.Query("SELECT total FROM orders WHERE id = 't' ORDER BY _ingested_at DESC, _digest DESC LIMIT 1"),
            lake.Query("SELECT total FROM orders_current WHERE id = 't'"));
    }

    [Fact]
    public async Task Reading_works_while_another_process_writes()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        await lake.RunAsync();
        using var held = LakeLock.Take(lake.Root);
        Assert.Equal(["1"], lake.Query("SELECT count(*) FROM orders"));
        Assert.True((await lake.StatusAsync()).IsConserved);
    }

    [Fact]
    public async Task An_open_reader_sees_what_comes_later()
    {
        await lake.IngestAsync();
        using var reader = lake.Open();
        Assert.Equal(["0"], QueryLake.Query(reader, "SELECT count(*) FROM orders"));
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z"}""");
        await lake.RunAsync();
        Assert.Equal(["1"], QueryLake.Query(reader, "SELECT count(*) FROM orders"));
        lake.Put("2", """{"id":"b","changed":"2026-01-03T00:00:00Z"}""");
        await lake.RunAsync();
        Assert.Equal(["2"], QueryLake.Query(reader, "SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Show_tables_lists_the_views()
    {
        await lake.IngestAsync();
        Assert.Equal(["orders", "orders_current", "raw_orders"], lake.Query("SHOW TABLES").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_wrong_name_is_answered_with_the_right_one()
    {
        await lake.IngestAsync();
        var failure = Assert.Throws<EngineException>(() => lake.Query("SELECT * FROM order_s"));
        Assert.Contains("orders", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT range FROM range(1000000000000)")]
    [InlineData("SELECT range FROM range(1000000000000000) WHERE range < 300000 OR hash(range) = 42")]
    public async Task Cancelling_stops_a_query_that_runs_while_rows_come_and_while_the_engine_works(string sql)
    {
        await lake.IngestAsync();
        using var reader = lake.Open();
        using var stop = new CancellationTokenSource();
        using var rows = reader.Query(sql, stop.Token);
        Assert.True(rows.Read());

        var cancelling = Task.Run(stop.Cancel, Test.Token);

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            while (rows.Read())
            {
            }
        });
        await cancelling;
    }

    [Fact]
    public void A_folder_that_is_not_there_is_no_lake()
    {
        var failure = Assert.Throws<LakeNotFoundException>(() =>
            LakeReader.Open(Path.Combine(lake.Folder, "nowhere"), LakeViewSet.Empty(lake.Catalog), new EngineOptions())
        );
        Assert.EndsWith("nowhere", failure.Root, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(lake.Folder, "nowhere")));
    }
}
