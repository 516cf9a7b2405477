using System.Text.Json;

namespace Datalake.Cli.Tests.Commands;

/// <summary>A lake of Athena's is moved: its statements become contracts and views, and its queries run as they are.</summary>
public sealed class FromDdlTests : IDisposable
{
    private const string Setup = """
        Our lake, as it stands in the wiki.

        CREATE DATABASE web;

        CREATE EXTERNAL TABLE web.baskets (
          token string, updated_at string, created_at string,
          items array<struct<
            pieces:int, label:string, cost:string
          >>
        )
        ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://<our bucket>/basket/';

        CREATE OR REPLACE VIEW web.basket_items AS
        SELECT token, cast(from_iso8601_timestamp(updated_at) AS TIMESTAMP) AS updated, item.pieces AS pieces, item.label AS label, cast(item.cost AS DECIMAL) AS cost
        FROM web.baskets
        CROSS JOIN UNNEST(items) AS t(item);

        What is in each basket now:

        SELECT a.* FROM web.basket_items a
        INNER JOIN (SELECT token, max(updated) AS last FROM web.basket_items GROUP BY token) b ON a.token = b.token AND a.updated = b.last;

        CREATE EXTERNAL TABLE web.payments (
          token string, basket_token string, updated_at string, paid_at string,
          items array<struct<pieces:int,label:string,cost:string>>, buyer struct< id:string >
        )
        ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://<our bucket>/payment/';

        CREATE OR REPLACE VIEW web.payment_items AS
        SELECT token AS payment, basket_token, cast(from_iso8601_timestamp(paid_at) AS TIMESTAMP) AS paid, item.label AS label, buyer.id AS buyer_id
        FROM web.payments CROSS JOIN UNNEST(items) AS t(item);
        """;

    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task The_statements_of_a_lake_become_its_contracts_and_views_and_its_queries_run_unchanged()
    {
        var file = Path.Combine(lake.Folder, "setup.sql");
        await File.WriteAllTextAsync(file, Setup, Test.Token);
        Directory.Delete(lake.Datasets, recursive: true);
        Directory.CreateDirectory(lake.Datasets);

        var shown = await lake.RunAsync("datasets", "from-ddl", file);
        Assert.Equal(0, shown.Code);
        Assert.StartsWith("==> baskets/dataset.json <==\n{", shown.Out, StringComparison.Ordinal);
        Assert.Contains("line 1: skipped, no statement: Our lake", shown.Error, StringComparison.Ordinal);
        Assert.Contains("line 20: a query", shown.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(lake.Datasets));

        Assert.Equal(0, (await lake.RunAsync("datasets", "from-ddl", file, "--save")).Code);
        Assert.Equal((0, ""), Codes(await lake.RunAsync("datasets", "validate")));
        var again = await lake.RunAsync("datasets", "from-ddl", file, "--save");
        Assert.Equal(4, again.Error.Split("is there already").Length - 1);

        Put("basket/1/a", """
            {"token":"b1","updated_at":"2026-11-20T10:00:00Z","created_at":"2026-11-20T09:00:00Z","items":[{"pieces":1,"label":"Rye","cost":"3.50"}],"extra":true}
            """);
        Put("basket/2/b", """
            {"token":"b1","updated_at":"2026-11-20T12:00:00+01:00","created_at":"2026-11-20T09:00:00Z","items":[{"pieces":2,"label":"Rye","cost":"3.49"},{"pieces":1,"label":"Roll","cost":"0.50"}]}
            """);
        Put("basket/c", """{"token":"b2","updated_at":"2026-11-20T08:00:00Z","items":[]}""");
        Put("payment/p", """{"token":"p1","basket_token":"b1","updated_at":"2026-11-20T11:30:00Z","paid_at":"2026-11-20T06:30:00-05:00","items":[{"pieces":2,"label":"Rye","cost":"3.49"}],"buyer":{"id":77}}""");
        Put("payment/q", """{"token":"p2","updated_at":"2026-11-20T11:30:00Z","items":[{"pieces":2,"label":"Cake","cost":"24.00"}]}""");
        Assert.Equal(0, (await lake.RunAsync("run", "--all")).Code);

        var start = Setup.IndexOf("SELECT a.*", StringComparison.Ordinal);
        var query = Setup[start..(Setup.IndexOf(';', start) + 1)];
        Assert.Equal(
            ["b1|2026-11-20T12:00:00|1|Roll|1", "b1|2026-11-20T12:00:00|2|Rye|3"],
            Values(await lake.RunAsync("query", query, "--format", "json")).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["p1|b1|2026-11-20T06:30:00|Rye|77", "p2|null|null|Cake|null"],
            Values(await lake.RunAsync("query", "SELECT * FROM \"awsdatacatalog\".\"web\".\"payment_items\" ORDER BY payment", "--format", "json")));
        Assert.Contains(
            "payment_items,web,,view: ", (await lake.RunAsync("tables", "--format", "csv")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nothing to see here.", "CREATE EXTERNAL TABLE or CREATE VIEW")]
    [InlineData("", "CREATE EXTERNAL TABLE or CREATE VIEW")]
    public async Task A_file_without_such_a_statement_is_refused(string text, string words)
    {
        var result = await CliLake.RunWithInputAsync(text, "datasets", "from-ddl", "-", "--datasets", lake.Datasets);
        Assert.Equal((2, ""), (result.Code, result.Out));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await lake.RunAsync("datasets", "from-ddl", Path.Combine(lake.Folder, "nowhere.sql"))).Code);
    }

    [Fact]
    public async Task A_contract_without_an_identity_is_written_and_named_by_validate()
    {
        const string Ddl = "CREATE EXTERNAL TABLE web.log (line string) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://b/log/'";
        var result = await CliLake.RunWithInputAsync(Ddl, "datasets", "from-ddl", "-", "--save", "--datasets", lake.Datasets);
        Assert.Equal(0, result.Code);
        Assert.Contains("No column is plainly the identity", result.Error, StringComparison.Ordinal);
        var validated = await lake.RunAsync("datasets", "validate");
        Assert.Equal(2, validated.Code);
        Assert.Contains("$.identity", validated.Out, StringComparison.Ordinal);
    }

    private static (int, string) Codes(CliResult result) => (result.Code, result.Out);

    private static string[] Values(CliResult result) =>
        [.. result.Rows.Select(row => string.Join('|', row.EnumerateObject().Select(value => value.Value.ValueKind == JsonValueKind.Null ? "null" : value.Value.ToString())))];

    private void Put(string key, string text)
    {
        var path = Path.Combine(lake.Root, "raw", key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
