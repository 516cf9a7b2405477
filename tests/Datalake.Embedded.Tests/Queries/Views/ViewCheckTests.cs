using Datalake.Embedded.Queries.Views;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries.Views;

public sealed class ViewCheckTests : IDisposable
{
    private readonly QueryLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public void The_columns_of_a_view_are_known_without_data()
    {
        View("orders/views/days.sql", "SELECT CAST(changed AS date) AS day, count(*) AS orders, sum(total) AS total FROM orders GROUP BY 1");
        View("orders/views/sums.sql", "SELECT sum(orders) AS orders, CAST(NULL AS varchar) AS note, array_agg(day) AS days FROM days");
        var result = Check();
        Assert.Empty(result.Problems);
        Assert.Equal(
            ["day date date", "orders bigint bigint", "total decimal(38,2) decimal(38,2)"], Columns("days"));
        Assert.Equal(["orders bigint bigint", "note string varchar", "days array<date> array(date)"], Columns("sums"));

        IEnumerable<string> Columns(string name) =>
            result.Works.Single(view => view.Key.Name == name).Value.Columns.Select(column => $"{column.Name} {column.CatalogType} {column.AthenaType}");
    }

    [Theory]
    [InlineData("orders/views/Totals.sql", "SELECT 1 AS one", ViewRules.Name, "lower-case")]
    [InlineData("orders/views/2026.sql", "SELECT 1 AS one", ViewRules.Name, "first a letter")]
    [InlineData("orders/views/crawled_x.sql", "SELECT 1 AS one", ViewRules.Name, "crawlers")]
    [InlineData("orders/views/orders_current.sql", "SELECT 1 AS one", ViewRules.Repeated, "has a table 'orders_current'")]
    [InlineData("views/raw_orders.sql", "SELECT 1 AS one", ViewRules.Repeated, "has a table 'raw_orders'")]
    [InlineData("views/other/v.sql", "SELECT 1 AS one", ViewRules.Database, "Name the folder after one of shop")]
    [InlineData("orders/views/v.sql", "", ViewRules.Statement, "holds none")]
    [InlineData("orders/views/v.sql", "-- nothing\n;", ViewRules.Statement, "holds none")]
    [InlineData("orders/views/v.sql", "SELECT 1 AS one; SELECT 2 AS two", ViewRules.Statement, "2 statements")]
    [InlineData("orders/views/v.sql", "CREATE VIEW v AS SELECT 1 AS one", ViewRules.Statement, "begins with SELECT")]
    [InlineData("orders/views/v.sql", "DESCRIBE orders", ViewRules.Statement, "begins with SELECT")]
    [InlineData("orders/views/v.sql", "EXPLAIN SELECT 1 AS one", ViewRules.Statement, "begins with SELECT")]
    [InlineData("orders/views/v.sql", "SELECT FROM WHERE", ViewRules.Sql, "not SQL")]
    [InlineData("orders/views/v.sql", "SELECT 'open", ViewRules.Sql, "not SQL")]
    [InlineData("orders/views/v.sql", "SELECT nothing FROM orders", ViewRules.Sql, "nothing")]
    [InlineData("orders/views/v.sql", "SELECT * FROM nowhere", ViewRules.Sql, "nowhere")]
    [InlineData("orders/views/v.sql", "SELECT no_function(id) AS x FROM orders", ViewRules.Sql, "no_function")]
    [InlineData("orders/views/v.sql", "SELECT * FROM enable_logging()", ViewRules.Sql, "enable_logging")]
    [InlineData("orders/views/v.sql", "SELECT id FROM v", ViewRules.Cycle, "'v' uses 'v'")]
    [InlineData("orders/views/v.sql", "SELECT count(*) FROM orders", ViewRules.Column, "AS name")]
    [InlineData("orders/views/v.sql", "SELECT 1", ViewRules.Column, "AS name")]
    [InlineData("orders/views/v.sql", "SELECT id, total AS ID FROM orders", ViewRules.Column, "Two columns")]
    [InlineData("orders/views/v.sql", "SELECT now() AS at", ViewRules.Column, "time zone")]
    [InlineData("orders/views/v.sql", "SELECT INTERVAL 1 DAY AS length", ViewRules.Column, "interval")]
    public void What_is_no_view_is_a_problem_of_its_file(string path, string sql, string rule, string words)
    {
        View(path, sql);
        var problem = Assert.Single(Check().Problems);
        Assert.Equal(rule, problem.Rule);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(path, problem.Source.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void Views_that_use_each_other_are_a_circle()
    {
        View("orders/views/a.sql", "SELECT * FROM b");
        View("orders/views/b.sql", "SELECT * FROM c");
        View("orders/views/c.sql", "SELECT * FROM a");
        var problems = Check().Problems;
        Assert.All(problems, problem => Assert.Equal(ViewRules.Cycle, problem.Rule));
        Assert.Contains(problems, problem => problem.Message.Contains("'a' uses 'b' uses 'c' uses 'a'", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_views_of_one_name_are_a_problem_of_the_later()
    {
        View("orders/views/v.sql", "SELECT 1 AS one");
        View("views/v.sql", "SELECT 2 AS two");
        var problem = Assert.Single(Check().Problems);
        Assert.Equal(ViewRules.Repeated, problem.Rule);
        Assert.EndsWith("v.sql", problem.Source, StringComparison.Ordinal);
        Assert.Contains("orders", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_beside_datasets_of_several_databases_says_which_is_its_own()
    {
        var other = Path.Combine(lake.Folder, "datasets", "carts");
        Directory.CreateDirectory(other);
        File.WriteAllText(
            Path.Combine(other, "dataset.json"),
            """
            { "name": "carts", "database": "web", "raw": { "keys": "carts/{id}" }, "identity": ["id"], "changedAt": ["changed"],
              "columns": { "id": "string", "changed": "timestamp" } }
            """);
        View("views/v.sql", "SELECT 1 AS one");
        View("views/web/w.sql", "SELECT c.id FROM web.carts c JOIN shop.orders o ON c.id = o.id");
        var result = Check();
        Assert.Equal(ViewRules.Database, Assert.Single(result.Problems).Rule);
        Assert.Equal(("w", "web"), result.Works.Keys.Select(view => (view.Name, view.Database)).Single());
    }

    [Fact]
    public void The_databases_that_a_view_names_are_found_where_they_stand_and_nowhere_else()
    {
        View("orders/views/v.sql", "-- é shop.orders\nSELECT shop.id, 'shop.orders' AS text, o.total FROM awsdatacatalog.\"shop\".orders AS shop JOIN SHOP . orders_current o ON shop.id = o.id");
        var (view, found) = Assert.Single(Check().Works);
        Assert.Equal(["\"shop\"", "SHOP"], found.Databases.Select(named => view.Sql.Substring(named.Start, named.Length)));
        Assert.All(found.Databases, named => Assert.Equal("shop", named.Name));
        Assert.Equal("orders", Assert.Single(found.Reads).Name);
    }

    private ViewCheckResult Check() => ViewCheck.Run(LakeViewSet.Load(lake.Options.Datasets, lake.Catalog));

    private void View(string path, string sql)
    {
        var file = Path.Combine(lake.Options.Datasets, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, sql);
    }
}
