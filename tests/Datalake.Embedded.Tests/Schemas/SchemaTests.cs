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
    [InlineData("1", "123456789012345678901", "double")]
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
    [InlineData("{\"a b\":1}", "{}", "struct<`a b`:bigint>")]
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
                    .Columns.Append(new Column("created", new PrimitiveType(PrimitiveKind.Date)))
                    .Select(column => $"\"{column.Key}\": \"{column.Type}\"")
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
                "price double",
                "sold boolean",
                "zip string",
                "day2 date",
                "mixed string",
                "huge double",
            ],
            schema.Columns.Select(column => $"{column.Key} {column.Type}"));

        lake.DeclareCsv(string.Join(", ", schema.Columns.Select(column => $"\"{column.Key}\": \"{column.Type}\"")));
        Assert.Empty((await SchemaDiff.CompareAsync(lake.Root, lake.Catalog.All[0], 0, TestContext.Current.CancellationToken)).Findings);
        lake.DeclareCsv(""" "id": "string", "changed": "timestamp", "price": "bigint" """);
        var diff = await SchemaDiff.CompareAsync(lake.Root, lake.Catalog.All[0], 0, TestContext.Current.CancellationToken);
        Assert.Contains(new SchemaFinding(SchemaFindingKind.Misfit, "price", "bigint", "double", 1, "12.50"), diff.Findings);
        Assert.Contains(new SchemaFinding(SchemaFindingKind.Undeclared, "stock", null, "bigint", 2, "7"), diff.Findings);
    }

    [Fact]
    public async Task Keys_that_cannot_be_columns_are_told()
    {
        lake.Put("1", """{"id":"a","changed":"2026-01-02T00:00:00Z","_x":1,"year":2}""");
        var schema = await InferAsync();
        Assert.Equal(2, schema.Refused.Count);
        Assert.Equal(["id", "changed"], schema.Columns.Select(column => column.Key));
    }

    [Fact]
    public async Task Records_in_quarantine_do_not_spoil_the_types()
    {
        lake.Put("1", Record("a", "1"), """{"id":"b","changed":"yesterday","v":"x"}""");
        var schema = await InferAsync();
        Assert.Equal(1, schema.Records);
        Assert.Equal("bigint", schema.Columns.Single(column => column.Key == "v").Type.ToString());
    }

    [Fact]
    public async Task A_sample_is_no_more_than_asked_for()
    {
        lake.Put("1", [.. Enumerable.Range(0, 20).Select(i => Record($"{i}", "1"))]);
        await lake.IngestAsync();
        Assert.Equal(
            5, (await SchemaInference.InferAsync(lake.Root, lake.Catalog.All[0], 5, TestContext.Current.CancellationToken)).Records);
    }

    [Fact]
    public async Task A_diff_says_what_is_undeclared_misfit_and_absent()
    {
        lake.Declare(
            """ "id": "string", "changed": "timestamp", "created": "date", "lines": "array<struct<sku:string,quantity:bigint>>", "tags": "map<string,bigint>", "never": "string" """
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
                new SchemaFinding(SchemaFindingKind.Undeclared, "lines[].color", null, "string", 1, "red"),
                new SchemaFinding(SchemaFindingKind.Undeclared, "new", null, "struct<x:array<bigint>>", 1, null),
                new SchemaFinding(SchemaFindingKind.Misfit, "lines[].quantity", "bigint", "string", 2, "two"),
                new SchemaFinding(SchemaFindingKind.Misfit, "tags.*", "bigint", "string", 2, "no"),
                new SchemaFinding(SchemaFindingKind.Absent, "never", "string", null, 0, null),
            ],
            diff.Findings);
        Assert.Equal((3, 1, false), (diff.Records, diff.Unreadable, diff.IsCut));
    }

    private async Task<InferredSchema> InferAsync()
    {
        await lake.IngestAsync();
        return await SchemaInference.InferAsync(lake.Root, lake.Catalog.All[0], 0, TestContext.Current.CancellationToken);
    }

    private static string Record(string id, string value) => $$"""{"id":"{{id}}","changed":"2026-01-02T00:00:00Z","v":{{value}}}""";
}
