using Datalake.Datasets;
using Datalake.Embedded.Schemas;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Schemas;

public sealed class SchemaTests : IDisposable
{
    private readonly QueryLake lake = new(""" "id": "string", "changed": "timestamp", "created": "date" """);

    public void Dispose() => lake.Dispose();

    [Theory]
    [InlineData("1", "2", "bigint")]
    [InlineData("1", "2.5", "double")]
    [InlineData("1", "123456789012345678901", "decimal(38,0)")]
    [InlineData("1", "123456789012345678901234567890123456789", "string")]
    [InlineData("1", "9223372036854775807", "bigint")]
    [InlineData("1.5", "12345678901234567.25", "decimal(38,4)")]
    [InlineData("0.1", "0.30000000000000004", "double")]
    [InlineData("1e400", "1", "string")]
    [InlineData("1.0", "2.0", "double")]
    [InlineData("{\"$numberLong\":\"5\"}", "6", "bigint")]
    [InlineData("{\"$numberDecimal\":\"5.25\"}", "{\"$numberDecimal\":\"6\"}", "decimal(18,4)")]
    [InlineData("{\"$oid\":\"65a1\"}", "null", "string")]
    [InlineData("{\"$date\":\"2026-01-02T00:00:00Z\"}", "{\"$date\":{\"$numberLong\":\"1762000000000\"}}", "timestamp")]
    [InlineData("{\"$other\":1}", "{\"$other\":2}", "struct<$other:bigint>")]
    [InlineData("true", "false", "boolean")]
    [InlineData("true", "1", "string")]
    [InlineData("\"2026-01-02\"", "\"2026-01-03\"", "date")]
    [InlineData("\"2026-01-02\"", "\"2026-01-03T01:02:03\\u002B02:00\"", "timestamp")]
    [InlineData("\"2026-01-02T00:00:00Z\"", "\"soon\"", "string")]
    [InlineData("\"20260102\"", "\"2026\"", "string")]
    [InlineData("null", "null", "string")]
    [InlineData("null", "7", "bigint")]
    [InlineData("[]", "[1]", "array<bigint>")]
    [InlineData("[]", "[]", "array<string>")]
    [InlineData("[1]", "[null, 1.5]", "array<double>")]
    [InlineData("[[1]]", "[]", "array<array<bigint>>")]
    [InlineData("{\"a\":1}", "{\"b\":{\"c\":true}}", "struct<a:bigint,b:struct<c:boolean>>")]
    [InlineData("{\"a\":1}", "{\"A\":1.5}", "struct<a:double>")]
    [InlineData("{\"a.b\":1}", "{}", "struct<`a.b`:bigint>")]
    [InlineData("{\"a b\":1,\"c\":2}", "{}", "map<string,bigint>")]
    [InlineData("{\"a b\":1,\"c\":[2]}", "{}", "struct<c:array<bigint>>")]
    [InlineData("{}", "{}", "map<string,string>")]
    [InlineData("{\"12\":\"Food\"}", "{\"13\":\"Pets\"}", "map<string,string>")]
    public async Task Types_are_merged(string first, string second, string expected)
    {
        lake.Put("1", Record("a", first), Record("b", second));
        Assert.Equal(expected, (await InferAsync()).Columns.Single(column => column.Key == "v").Type.ToString());
    }

    [Fact]
    public async Task Keys_that_are_data_make_a_map()
    {
        lake.Put("1", [.. Enumerable.Range(0, 50).Select(i => Record($"{i}", $$"""{"key-{{i}}": {{i}}, "other{{i}}": 1.5}"""))]);
        Assert.Equal("map<string,double>", (await InferAsync()).Columns.Single(column => column.Key == "v").Type.ToString());
    }

    [Fact]
    public async Task What_is_proposed_is_a_contract_that_rescues_nothing()
    {
        lake.Put(
            "1",
            Record("a", """{"n": 1, "list": [{"x": "2026-01-02T00:00:00Z"}, {"y": 1.25}]}"""),
            Record("b", """{"n": null, "list": []}""")
        );
        var schema = await InferAsync();
        lake.Declare(
            string.Join(
                ", ",
                schema
                    .Columns.Select(column => $"\"{column.Key}\": \"{column.Type}\"")
            )
        );
        var diff = await SchemaDiff.CompareAsync(lake.Root, lake.Catalog.All[0], 0, TestContext.Current.CancellationToken);
        Assert.Equal([new SchemaFinding(SchemaFindingKind.Absent, "created", "date", null, 0, null)], diff.Findings);
    }

    [Fact]
    public async Task Numbers_and_truth_values_of_csv_are_told_from_texts()
    {
        lake.DeclareCsv(""" "id": "string", "changed": "timestamp" """);
        lake.Put(
            "1",
            "id,changed,stock,price,sold,zip,day2,mixed,huge",
            "a,2026-01-02T00:00:00Z,7,12.50,true,01234,2026-01-02,1,12345678901234567890",
            "b,2026-01-02T00:00:00Z,-12,3,false,00007,2026-01-03,x,1");
        var schema = await InferAsync();
        Assert.Equal(
            [
                "id string",
                "changed timestamp",
                "stock bigint",
                "price decimal(18,4)",
                "sold boolean",
                "zip string",
                "day2 date",
                "mixed string",
                "huge decimal(38,0)",
            ],
            schema.Columns.Select(column => $"{column.Key} {column.Type}"));

        lake.DeclareCsv(string.Join(", ", schema.Columns.Select(column => $"\"{column.Key}\": \"{column.Type}\"")));
        Assert.Empty((await SchemaDiff.CompareAsync(lake.Root, lake.Catalog.All[0], 0, TestContext.Current.CancellationToken)).Findings);
        lake.DeclareCsv(""" "id": "string", "changed": "timestamp", "price": "bigint" """);
        var diff = await SchemaDiff.CompareAsync(lake.Root, lake.Catalog.All[0], 0, TestContext.Current.CancellationToken);
        Assert.Contains(new SchemaFinding(SchemaFindingKind.Misfit, "price", "bigint", "decimal(18,4)", 1, "12.50") { Records = 1 }, diff.Findings);
        Assert.Contains(new SchemaFinding(SchemaFindingKind.Undeclared, "stock", null, "bigint", 2, "7") { Records = 2 }, diff.Findings);
    }

    [Fact]
    public async Task Keys_that_cannot_be_columns_are_renamed()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z","_x":1,"year":2}""");
        var schema = await InferAsync();
        Assert.Equal(["id", "changed", "x", "source_year", "created"], schema.Columns.Select(column => column.Key));
        Assert.Equal([new RenameRule(FieldPath.Parse("_x"), "x"), new RenameRule(FieldPath.Parse("year"), "source_year")], schema.Structure);
    }

    [Fact]
    public async Task Records_in_quarantine_do_not_spoil_the_types()
    {
        lake.Put("1", Record("a", "1"), """{"id":"b","changed":"yesterday","v":"x"}""");
        var schema = await InferAsync();
        Assert.Equal(1, schema.Read);
        Assert.Equal("bigint", schema.Columns.Single(column => column.Key == "v").Type.ToString());
    }

    [Theory]
    [InlineData("created_at", "1762000000", "1762000001", "timestamp", "epoch-s")]
    [InlineData("createdAt", "1762000000123", "1762000000124", "timestamp", "epoch-ms")]
    [InlineData("event_ts", "1762000000123456", "1762000000123457", "timestamp", "epoch-us")]
    [InlineData("time", "\"1762000000\"", "\"1762000001\"", "timestamp", "epoch-s")]
    [InlineData("time", "1762000000", "\"2026-01-02T00:00:00Z\"", "timestamp", "iso, epoch-s")]
    [InlineData("order_id", "1762000000", "1762000001", "bigint", "iso")]
    [InlineData("created_at", "0", "1762000001", "bigint", "iso")]
    [InlineData("price", "1762000000", "1762000001", "bigint", "iso")]
    [InlineData("at", "\"12/1/2010 8:26\"", "\"12/13/2010 18:26\"", "timestamp", "M/d/yyyy H:mm")]
    [InlineData("at", "\"13/1/2010\"", "\"2/1/2010\"", "date", "d/M/yyyy")]
    [InlineData("at", "\"1/2/2010\"", "\"2/2/2010\"", "date", "d/M/yyyy")]
    [InlineData("at", "\"24.12.2026 08:15:00\"", "\"1.1.2027 08:15:00\"", "timestamp", "d.M.yyyy H:mm:ss")]
    [InlineData("at", "\"2026/12/24 08:15:00\"", "\"2027/01/01 08:15:00\"", "timestamp", "yyyy/M/d H:mm:ss")]
    [InlineData("at", "\"12/24/2026 8:15 PM\"", "\"1/2/2027 11:15 AM\"", "timestamp", "M/d/yyyy h:mm tt")]
    [InlineData("day_date", "20261224", "20270101", "date", "yyyyMMdd")]
    [InlineData("code", "20261224", "20270101", "bigint", "iso")]
    [InlineData("code", "\"1.2.10\"", "\"1.3.10\"", "string", "iso")]
    [InlineData("at", "\"2019-10-01 00:00:00 UTC\"", "\"2019-10-01 00:00:01 UTC\"", "timestamp", "iso")]
    [InlineData("at", "\"Tue, 24 Nov 2026 08:15:00 GMT\"", "\"Wed, 25 Nov 2026 08:15:00 GMT\"", "timestamp", "ddd, d MMM yyyy H:mm:ss 'GMT'")]
    public async Task Times_are_found(string key, string first, string second, string type, string formats)
    {
        lake.Put("1", Record("a", first).Replace("\"v\"", $"\"{key}\"", StringComparison.Ordinal), Record("b", second).Replace("\"v\"", $"\"{key}\"", StringComparison.Ordinal));
        var column = (await InferAsync()).Columns.Single(column => column.Key == key);
        Assert.Equal((type, formats), (column.Type.ToString(), column.Time.ToString()));
    }

    [Fact]
    public async Task A_minimal_contract_with_wrong_keys_is_proposed_a_whole_one()
    {
        lake.Put(
            "1",
            """{"order":{"id":1,"updated_at":"2026-01-02T00:00:00Z"}}""",
            """{"order":{"id":2,"updated_at":"2026-01-03T00:00:00Z"}}""");
        var schema = await InferAsync();
        Assert.Equal(("order", 2), (schema.Records, schema.Read));
        Assert.Equal(["id"], schema.Identity);
        Assert.Equal(["updated_at"], schema.ChangedAt);
    }

    [Fact]
    public async Task A_sample_is_no_more_than_asked_for()
    {
        lake.Put("1", [.. Enumerable.Range(0, 20).Select(i => Record($"{i}", "1"))]);
        await lake.IngestAsync();
        Assert.Equal(
            5, (await SchemaInference.InferAsync(lake.Root, lake.Catalog.All[0], 5, TestContext.Current.CancellationToken)).Read);
    }

    [Fact]
    public async Task A_diff_says_what_is_undeclared_misfit_and_absent()
    {
        lake.Declare(
            """ "id": "string", "changed": "timestamp", "created": "date", "lines": "array<struct<sku:string,quantity:bigint>>", "tags": "map<string,bigint>", "never": "string", "gone": "string" """
        );
        lake.Put(
            "1",
            """{"id":"a","changed":"2026-01-02T00:00:00Z","created":"2026-01-02","lines":[{"sku":"x","quantity":"two","color":"red"},{"sku":"y","quantity":1.5}],"tags":{"k1":"no","k2":"never"}}""",
            """{"id":"b","changed":"2026-01-02T00:00:00Z","lines":[],"tags":{"k":1},"never":null,"new":{"x":[1]}}""",
            """{"changed":"2026-01-02T00:00:00Z"}""");
        await lake.IngestAsync();
        var diff = await SchemaDiff.CompareAsync(lake.Root, lake.Catalog.All[0], 0, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                new SchemaFinding(SchemaFindingKind.Undeclared, "lines[].color", null, "string", 1, "red") { Records = 1 },
                new SchemaFinding(SchemaFindingKind.Undeclared, "new", null, "struct<x:array<bigint>>", 1, null) { Records = 1 },
                new SchemaFinding(SchemaFindingKind.Misfit, "lines[].quantity", "bigint", "string", 2, "two") { Records = 1 },
                new SchemaFinding(SchemaFindingKind.Misfit, "tags.*", "bigint", "string", 2, "no") { Records = 1 },
                new SchemaFinding(SchemaFindingKind.AlwaysNull, "never", "string", null, 1, null),
                new SchemaFinding(SchemaFindingKind.Absent, "gone", "string", null, 0, null),
            ],
            diff.Findings);
        Assert.Equal((3, 1, false), (diff.Records, diff.Unreadable, diff.IsCut));
    }

    private async Task<ContractProposal> InferAsync()
    {
        await lake.IngestAsync();
        return await SchemaInference.InferAsync(lake.Root, lake.Catalog.All[0], 0, TestContext.Current.CancellationToken);
    }

    private static string Record(string id, string value) => $$"""{"id":"{{id}}","changed":"2026-01-02T00:00:00Z","v":{{value}}}""";
}
