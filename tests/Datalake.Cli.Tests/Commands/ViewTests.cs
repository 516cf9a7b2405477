namespace Datalake.Cli.Tests.Commands;

public sealed class ViewTests : IDisposable
{
    private const string Create = "CREATE VIEW big AS SELECT id, total FROM orders WHERE total > 1";

    private readonly CliLake lake = new();

    private string Big => Path.Combine(lake.Datasets, "orders", "views", "big.sql");

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Several_statements_give_their_results_in_order()
    {
        await lake.FillAsync();
        const string Sql = "-- first; not the end\nSELECT id FROM orders ORDER BY id; SELECT ';' AS semicolon ;; SHOW DATABASES;";
        var json = await lake.RunAsync("query", Sql, "--format", "json");
        Assert.Equal("[\n{\"id\":\"a\"},\n{\"id\":\"b\"}\n]\n[\n{\"semicolon\":\";\"}\n]\n[\n{\"database_name\":\"shop\"}\n]\n", json.Out);
        var csv = await lake.RunAsync("query", Sql, "--format", "csv");
        Assert.Equal("id\r\na\r\nb\r\n\r\nsemicolon\r\n;\r\n\r\ndatabase_name\r\nshop\r\n", csv.Out);
        var table = await lake.RunAsync("query", Sql);
        Assert.Equal("id\n--\na\nb\n\nsemicolon\n---------\n;\n\ndatabase_name\n-------------\nshop\n", table.Out);
        Assert.Equal("2 rows\n1 row\n1 row\n", table.Error);
    }

    [Fact]
    public async Task A_wrong_statement_is_refused_before_the_first_is_run_and_by_its_line()
    {
        await lake.FillAsync();
        var result = await lake.RunAsync("query", "SELECT 1 AS one;\nSELECT 2 AS two;\n  SELEC 3");
        Assert.Equal((2, ""), (result.Code, result.Out));
        Assert.Contains("Line 3, character 3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_view_writes_a_file_that_the_next_statement_and_the_next_run_use()
    {
        await lake.FillAsync();
        var result = await lake.RunAsync("query", "--save", $"-- Which orders are big?\n{Create};\nSELECT * FROM shop.big", "--format", "json");
        Assert.Equal(0, result.Code);
        Assert.Equal("[\n{\"id\":\"a\",\"total\":12.30}\n]\n", result.Out);
        Assert.Contains($"Wrote {Big}", result.Error, StringComparison.Ordinal);
        Assert.Equal("-- Which orders are big?\nSELECT id, total FROM orders WHERE total > 1\n", await File.ReadAllTextAsync(Big, Test.Token));
        Assert.Equal([Big], Directory.GetFiles(Path.GetDirectoryName(Big)!));

        Assert.Single((await lake.RunAsync("query", "FROM big", "--format", "json")).Rows);
        var listed = await lake.RunAsync("tables", "--format", "csv");
        Assert.Contains("big,shop,orders,view: Which orders are big?,2\r\n", listed.Out, StringComparison.Ordinal);
        Assert.Equal("column,type\r\nid,VARCHAR\r\ntotal,\"DECIMAL(18,2)\"\r\n", (await lake.RunAsync("tables", "big", "--format", "csv")).Out);
        Assert.Contains("1 view without a problem: big", (await lake.RunAsync("datasets", "validate")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_that_nobody_asked_for()
    {
        await lake.FillAsync();
        var piped = await lake.RunAsync("query", $"SELECT 1 AS one; {Create}");
        Assert.Equal((2, ""), (piped.Code, piped.Out));
        Assert.Contains("lake query --save", piped.Error, StringComparison.Ordinal);

        var denied = await lake.RunOnTerminalAsync("n\n", "query", Create);
        Assert.Equal(2, denied.Code);
        Assert.Contains($"Write {Big}? [y/N]", denied.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Big));

        Assert.Equal(0, (await lake.RunOnTerminalAsync("y\n", "query", Create)).Code);
        Assert.True(File.Exists(Big));
    }

    [Fact]
    public async Task A_view_is_replaced_only_when_the_statement_says_so()
    {
        await lake.FillAsync();
        lake.Write("views/big.sql", "SELECT id FROM orders");
        var refused = await lake.RunAsync("query", "--save", Create);
        Assert.Equal(2, refused.Code);
        Assert.Contains("write CREATE OR REPLACE VIEW", refused.Error, StringComparison.Ordinal);

        var replaced = await lake.RunAsync(
            "query", "--save", $"SELECT * FROM big; {Create.Replace("VIEW", "OR REPLACE VIEW", StringComparison.Ordinal)}; SELECT * FROM big", "--format", "csv");
        Assert.Equal(0, replaced.Code);
        Assert.Equal("id\r\na\r\nb\r\n\r\nid,total\r\na,12.30\r\n", replaced.Out);
        Assert.False(File.Exists(Big));
    }

    [Theory]
    [InlineData("CREATE VIEW orders_current AS SELECT 1 AS one", "Take another name")]
    [InlineData("CREATE VIEW \"big view\" AS SELECT 1 AS one", "cannot be the name")]
    [InlineData("CREATE VIEW other.big AS SELECT 1 AS one", "No dataset has the database 'other'. There are: shop.")]
    [InlineData("CREATE VIEW big (a) AS SELECT 1", "AS name")]
    [InlineData("CREATE VIEW big AS SELECT nothing FROM orders", "nothing")]
    [InlineData("CREATE VIEW big AS SELECT count(*) FROM orders", "AS name")]
    [InlineData("CREATE VIEW big AS SELECT * FROM big", "cannot use itself")]
    [InlineData("CREATE VIEW big AS INSERT INTO orders VALUES (1)", "SELECT or WITH")]
    [InlineData("CREATE OR REPLACE VIEW base AS SELECT 1 AS one", "'over' ")]
    [InlineData("DROP VIEW IF EXISTS shop.over", "Delete ")]
    [InlineData("DROP VIEW nowhere", "nothing to drop")]
    [InlineData("CREATE TABLE big AS SELECT 1", "Only queries that read")]
    public async Task What_is_no_view_is_refused(string sql, string words)
    {
        await lake.FillAsync();
        lake.Write("orders/views/base.sql", "SELECT id FROM orders");
        lake.Write("orders/views/over.sql", "SELECT id FROM base");
        var result = await lake.RunAsync("query", "--save", sql);
        Assert.Equal((2, ""), (result.Code, result.Out));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Big));
        Assert.Equal("SELECT id FROM base", await File.ReadAllTextAsync(Path.Combine(lake.Datasets, "orders", "views", "over.sql"), Test.Token));
    }

    [Fact]
    public async Task A_view_of_several_datasets_lies_beside_them()
    {
        await lake.FillAsync();
        lake.Write(
            "carts/dataset.json",
            """{ "name": "carts", "database": "web", "raw": { "keys": "carts/{id}" }, "identity": ["id"], "changedAt": ["at"], "columns": { "id": "string", "at": "timestamp" } }""");
        const string Query = "AS SELECT o.id FROM orders o JOIN carts c ON o.id = c.id";
        var refused = await lake.RunAsync("query", "--save", $"CREATE VIEW both {Query}");
        Assert.Contains("Write the database before the view's name: one of shop, web.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await lake.RunAsync("query", "--save", $"CREATE VIEW Web.Both {Query}; SELECT * FROM web.both")).Code);
        Assert.True(File.Exists(Path.Combine(lake.Datasets, "views", "web", "both.sql")));
    }

    [Fact]
    public async Task The_views_are_written_down_for_a_deployment_with_their_columns()
    {
        lake.Write("orders/views/totals.sql", "-- What did each order cost?\nSELECT id, sum(total) AS Total FROM shop.orders GROUP BY id");
        var view = Assert.Single((await lake.RunAsync("datasets", "views", "--format", "json")).Rows);
        Assert.Equal("totals shop orders", $"{view.GetProperty("view")} {view.GetProperty("database")} {view.GetProperty("dataset")}");
        Assert.Equal("""["orders"]""", view.GetProperty("reads").GetRawText());
        Assert.Equal(
            """[{"name":"id","type":"string","athena_type":"varchar"},{"name":"total","type":"decimal(38,2)","athena_type":"decimal(38,2)"}]""",
            view.GetProperty("columns").GetRawText());
        Assert.Equal("shop", view.GetProperty("sql").GetString()!.Substring(view.GetProperty("databases")[0].GetProperty("start").GetInt32(), 4));
        Assert.Matches(@"totals  shop      orders  id string, Total decimal\(38,2\)", (await lake.RunAsync("datasets", "views")).Out);

        var fingerprint = view.GetProperty("fingerprint").GetString();
        lake.Amend("decimal(18,2)", "decimal(18,3)");
        Assert.NotEqual(fingerprint, Assert.Single((await lake.RunAsync("datasets", "views", "--format", "json")).Rows).GetProperty("fingerprint").GetString());

        lake.Write("orders/views/broken.sql", "SELECT nothing FROM orders");
        var refused = await lake.RunAsync("datasets", "views", "--format", "json");
        Assert.Equal((2, ""), (refused.Code, refused.Out));
        Assert.Contains("broken.sql", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_names_every_problem_of_views_with_its_file()
    {
        lake.Write("orders/views/one.sql", "SELECT nothing FROM orders");
        lake.Write("orders/views/Two.sql", "SELECT 1 AS one");
        var result = await lake.RunAsync("datasets", "validate");
        Assert.Equal(2, result.Code);
        Assert.Contains($"{Path.Combine(lake.Datasets, "orders", "views", "one.sql")}: ", result.Out, StringComparison.Ordinal);
        Assert.Contains("[view-sql]", result.Out, StringComparison.Ordinal);
        Assert.Contains("[view-name]", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("2 problems\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await lake.RunAsync("datasets", "validate", "--format", "json")).Rows.Length);
        Assert.Contains("view that does not work", (await lake.RunAsync("tables", "--format", "csv")).Out, StringComparison.Ordinal);
    }
}
