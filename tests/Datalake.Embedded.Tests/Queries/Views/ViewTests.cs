using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries.Views;

public sealed class ViewTests : IDisposable
{
    private readonly QueryLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task A_view_is_used_by_its_name_with_and_without_its_database_and_catalog()
    {
        await FillAsync();
        View("orders/views/totals.sql", "-- What did each order cost?\nSELECT id, total FROM orders_current;\n");
        Assert.Equal(["a|2.00", "b|3.50"], lake.Query("SELECT * FROM totals ORDER BY id"));
        Assert.Equal(["a|2.00", "b|3.50"], lake.Query("SELECT t.* FROM shop.totals t ORDER BY id"));
        Assert.Equal(["2"], lake.Query("SELECT count(*) FROM \"awsdatacatalog\".\"shop\".\"totals\""));
        Assert.Equal(["2"], lake.Query("SELECT count(*) FROM AwsDataCatalog.SHOP.Totals"));
        Assert.Equal(["3"], lake.Query("SELECT count(*) FROM awsdatacatalog.shop.orders"));
    }

    [Fact]
    public async Task Views_use_views_in_any_order_and_Athenas_functions()
    {
        await FillAsync();
        View("orders/views/a_last.sql", "SELECT max(day) AS day FROM z_first");
        View("views/z_first.sql", "SELECT date_format(changed, '%Y-%m-%d') AS day, line.sku FROM m_lines CROSS JOIN UNNEST(lines) AS t (line)");
        View("views/shop/m_lines.sql", "WITH orders AS (SELECT * FROM orders) SELECT changed, lines FROM orders");
        Assert.Equal(["2026-01-03"], lake.Query("SELECT day FROM a_last"));
        Assert.Equal(["x", "y"], lake.Query("SELECT sku FROM z_first ORDER BY sku"));
    }

    [Fact]
    public void A_view_over_a_table_without_data_has_no_row()
    {
        Directory.CreateDirectory(lake.Root);
        View("orders/views/totals.sql", "SELECT id, total FROM orders_current");
        Assert.Empty(lake.Query("SELECT * FROM totals"));
    }

    [Fact]
    public async Task An_open_reader_sees_through_a_view_what_comes_later()
    {
        await lake.IngestAsync();
        View("orders/views/ids.sql", "SELECT id FROM orders");
        using var reader = lake.Open();
        Assert.Empty(QueryLake.Query(reader, "FROM ids"));
        await FillAsync();
        Assert.Equal(3, QueryLake.Query(reader, "FROM ids").Length);
    }

    [Fact]
    public async Task The_files_behind_a_view_are_asked_for()
    {
        await FillAsync();
        View("orders/views/files.sql", "SELECT id, \"$path\" AS file FROM orders");
        Assert.All(lake.Query("SELECT file FROM files"), file => Assert.EndsWith(".parquet", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_that_does_not_work_hinders_only_the_queries_that_name_it()
    {
        await FillAsync();
        View("orders/views/broken.sql", "SELECT nothing FROM orders");
        View("orders/views/over_broken.sql", "SELECT * FROM broken");
        View("orders/views/Bad-Name.sql", "SELECT 1 AS one");
        Assert.Equal(["3"], lake.Query("SELECT count(*) FROM orders"));
        Assert.Equal(["orders", "orders_current", "raw_orders"], lake.Query("SHOW TABLES"));
        Assert.Contains("orders", Assert.Throws<EngineException>(() => lake.Query("SELECT * FROM orderz")).Message, StringComparison.Ordinal);
        var refused = Assert.ThrowsAny<QueryRefusedException>(() => lake.Query("SELECT * FROM over_broken")).Message;
        Assert.Contains("'broken'", refused, StringComparison.Ordinal);
        Assert.Contains("broken.sql", refused, StringComparison.Ordinal);
        Assert.Contains("\"nothing\" not found", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_may_have_a_common_table_expression_of_its_own_name()
    {
        await FillAsync();
        View("orders/views/totals.sql", "WITH totals AS (SELECT id FROM orders) SELECT * FROM totals");
        Assert.Equal(["3"], lake.Query("SELECT count(*) FROM totals"));
        Assert.Equal(["3"], lake.Query("WITH totals AS (SELECT * FROM totals) SELECT count(*) FROM totals"));
    }

    private void View(string path, string sql)
    {
        var file = Path.Combine(lake.Folder, "datasets", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, sql);
    }

    private async Task FillAsync()
    {
        lake.Put(
            "1",
            """{"id":"a","changed":"2026-01-02T00:00:00Z","total":1,"lines":[{"sku":"x","quantity":1}]}""",
            """{"id":"a","changed":"2026-01-03T00:00:00Z","total":2}""",
            """{"id":"b","changed":"2026-01-03T00:00:00Z","total":3.5,"lines":[{"sku":"y","quantity":1}]}""");
        await lake.RunAsync();
    }
}
