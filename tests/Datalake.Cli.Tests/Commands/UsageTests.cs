namespace Datalake.Cli.Tests.Commands;

public sealed class UsageTests : IDisposable
{
    private readonly CliLake lake = new();

    public void Dispose() => lake.Dispose();

    [Theory]
    [InlineData("'fly'", "fly")]
    [InlineData("required", "")]
    [InlineData("--nope", "ingest", "--nope")]
    [InlineData("--format is 'xml'; it is one of table, csv, json.", "tables", "--format", "xml")]
    [InlineData("--workers is 'x'", "ingest", "--workers", "x")]
    [InlineData("--memory-mb is 3; it lies between 64", "run", "--memory-mb", "3")]
    [InlineData("--hour is '12'", "partition", "--hour", "12")]
    [InlineData("dataset is 'foo'; it is one of checkout, fulfillment.", "generate", "foo")]
    [InlineData("--bad is 2; it lies between 0 and 1", "generate", "checkout", "--bad", "2")]
    [InlineData("A record has 7 bytes", "generate", "checkout", "--record-size", "7")]
    [InlineData("There is no dataset 'x'. There are: orders.", "partition", "--dataset", "x")]
    [InlineData("There is no dataset 'x'", "schema", "infer", "x")]
    [InlineData("Name a dataset, or give --raw KEYS.", "schema", "infer")]
    [InlineData("so it needs --raw", "schema", "infer", "orders", "--save")]
    [InlineData("--raw: Character 1", "schema", "infer", "--raw", "/x")]
    [InlineData("Name it: lake schema infer NAME --raw '{a}/{b}'", "schema", "infer", "--raw", "{a}/{b}")]
    [InlineData("'A-b' is not a dataset's name", "schema", "infer", "A-b", "--raw", "x/{b}")]
    [InlineData("There is no table 'x'", "tables", "x")]
    [InlineData("There is no dataset 'x'. There are: orders.", "quarantine", "list", "--dataset", "x")]
    [InlineData("--rule is 'x'; it is one of malformed-json, truncated,", "quarantine", "list", "--rule", "x")]
    [InlineData("--rule is 'x'", "quarantine", "replay", "--rule", "x")]
    [InlineData("--orders is 'x'; it is a whole number between 0 and", "generate", "checkout", "--orders", "x")]
    [InlineData("--late is 'x'; it is a number between 0 and 1.", "generate", "checkout", "--late", "x")]
    [InlineData("--out is empty", "generate", "checkout", "--out", " ")]
    [InlineData("lake demo --datasets", "demo")]
    [InlineData("not both", "query", "SELECT 1", "--file", "x")]
    [InlineData("no file nowhere.sql", "query", "--file", "nowhere.sql")]
    [InlineData("the text is empty", "query")]
    public async Task Wrong_usage_is_2_and_told_on_the_error_stream(string message, params string[] args)
    {
        Directory.CreateDirectory(lake.Root);
        var result = await lake.RunAsync([.. args.Where(arg => arg.Length > 0)]);
        Assert.Equal(2, result.Code);
        Assert.Contains(message, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("---", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quarantine", "list", "--rule")]
    [InlineData("generate", "checkout", "--orders")]
    public async Task An_option_without_its_value_is_2(params string[] args)
    {
        var result = await CliLake.RunWithInputAsync("", args);
        Assert.Equal((2, ""), (result.Code, result.Out));
        Assert.StartsWith($"Required argument missing for option: '{args[^1]}'.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ingest")]
    [InlineData("query", "SELECT 1")]
    [InlineData("status")]
    [InlineData("tables")]
    [InlineData("schema", "diff", "orders")]
    public async Task A_wrong_contract_is_2_with_every_problem_at_once(params string[] args)
    {
        Directory.CreateDirectory(lake.Root);
        lake.Declare(
            """{ "name": "orders", "database": "shop", "raw": { "keys": "orders/{id}", "format": "xml" }, "identity": ["nope"], "changedAt": ["changed"], "columns": { "changed": "text" } }"""
        );
        var result = await lake.RunAsync(args);
        Assert.Equal(2, result.Code);
        Assert.Empty(result.Out);
        Assert.Contains("$.raw.format", result.Error, StringComparison.Ordinal);
        Assert.Contains("$.identity[0]", result.Error, StringComparison.Ordinal);
        Assert.Contains("$.columns.changed", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query", "SELECT 1")]
    [InlineData("status")]
    [InlineData("partition")]
    [InlineData("quarantine", "list")]
    [InlineData("quarantine", "show", "a")]
    [InlineData("quarantine", "replay")]
    [InlineData("schema", "infer", "orders")]
    [InlineData("schema", "diff", "orders")]
    public async Task A_lake_that_is_not_there_is_3(params string[] args)
    {
        var result = await lake.RunAsync(args);
        Assert.Equal(3, result.Code);
        Assert.Contains("There is no lake at", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
        Assert.False(Directory.Exists(lake.Root));
    }

    [Theory]
    [InlineData("--root", "run")]
    [InlineData("--root", "query", "SELECT 1")]
    [InlineData("--root", "generate", "checkout")]
    [InlineData("--out", "generate", "checkout")]
    [InlineData("--datasets", "tables")]
    public async Task A_file_in_place_of_a_folder_is_2(string option, params string[] args)
    {
        var file = Path.Combine(lake.Folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var result = await CliLake.RunWithInputAsync("", [.. args, option, file]);
        Assert.Equal(
            (2, "", $"{option} is '{file}', which is a file; give it the path of a folder.\n"), (result.Code, result.Out, result.Error));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_3_and_named()
    {
        var file = Path.Combine(lake.Folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        foreach (
            var (args, message) in new[]
            {
                (new[] { "generate", "checkout", "--out", $"{file}/raw" }, $"Cannot write arrivals to {file}/raw: "),
                (["demo", "--root", $"{file}/demo"], "Cannot make the demo's folder: "),
            }
        )
        {
            var result = await CliLake.RunWithInputAsync("", [.. args, "--datasets", Path.Combine(AppContext.BaseDirectory, "datasets")]);
            Assert.Equal((3, ""), (result.Code, result.Out));
            Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("infer")]
    [InlineData("diff")]
    public async Task A_schema_of_no_records_is_3(string command)
    {
        Directory.CreateDirectory(lake.Root);
        var result = await lake.RunAsync("schema", command, "orders");
        Assert.Equal((3, ""), (result.Code, result.Out));
        Assert.Contains("No record lies in structured_json/orders/", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lake_that_another_process_writes_to_is_3()
    {
        using var held = Datalake.Embedded.Storage.LakeLock.Take(lake.Root);
        var result = await lake.RunAsync("ingest");
        Assert.Equal(3, result.Code);
        Assert.Contains("in use by process", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_a_result_and_names_every_command()
    {
        var result = await CliLake.RunWithInputAsync("", "--help");
        Assert.Equal(0, result.Code);
        foreach (
            var command in (string[])
                ["generate", "ingest", "partition", "run", "query", "tables", "datasets", "status", "quarantine", "schema", "demo", "aws"]
        )
            Assert.Contains($"  {command} ", result.Out, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Validate_lists_every_problem_as_a_result()
    {
        Assert.Equal((0, ""), (await lake.RunAsync("datasets", "validate")) is var good ? (good.Code, good.Out) : default);
        lake.Amend("\"timestamp\"", "\"moment\"");
        var result = await lake.RunAsync("datasets", "validate", "--format", "json");
        Assert.Equal(2, result.Code);
        Assert.Contains(
            result.Rows,
            row => row.GetProperty("path").GetString() == "$.columns.changed" && row.GetProperty("rule").GetString() == "column-type"
        );
        Assert.Contains("$.columns.changed", (await lake.RunAsync("datasets", "validate")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Datasets_and_tables_are_listed()
    {
        var dataset = Assert.Single((await lake.RunAsync("datasets", "--format", "json")).Rows);
        Assert.Equal(
            ("orders", "shop", "orders/{id}"),
            (
                dataset.GetProperty("dataset").GetString(),
                dataset.GetProperty("database").GetString(),
                dataset.GetProperty("keys").GetString()
            )
        );
        var tables = (await lake.RunAsync("tables", "--format", "json")).Rows;
        Assert.Equal(["orders", "raw_orders", "orders_current"], tables.Select(row => row.GetProperty("table").GetString()));
        Assert.StartsWith(
            "column,type\r\nid,VARCHAR\r\n", (await lake.RunAsync("tables", "orders", "--format", "csv")).Out, StringComparison.Ordinal);
    }
}
