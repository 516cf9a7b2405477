using System.Text.Json;
using System.Text.Json.Nodes;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Partitioning;

/// <summary>One contract with every Hive type, from raw to the consumable table and back: what comes out is what went in.</summary>
public sealed class AllTypesTests : IDisposable
{
    private static readonly (string Name, string Type)[] Columns =
    [
        ("text", "string"),
        ("yes", "boolean"),
        ("tiny", "tinyint"),
        ("small", "smallint"),
        ("whole", "int"),
        ("big", "bigint"),
        ("single", "float"),
        ("real", "double"),
        ("day_of", "date"), ("moment", "timestamp"), ("money", "decimal(38,10)"), ("cents", "decimal(18,2)"), ("units", "decimal(38,0)"),
        ("words", "array<string>"), ("names", "map<string,string>"), ("nested", "struct<a:string,b:struct<c:bigint,D:array<double>>>"),
        ("deep", "array<struct<id:string,tags:map<string,array<decimal(10,3)>>,at:timestamp>>"),
        ("by_day", "map<string,struct<n:int,d:date>>"),
        ("grid", "array<array<int>>"),
    ];

    private readonly TestLake lake = new(contracts:
        $$"""
        { "name": "types", "database": "d", "raw": { "keys": "{id*}", "format": "json" }, "identity": ["id"], "changedAt": ["at"],
          "columns": { "id": "string", "at": "timestamp", {{string.Join(", ", Columns.Select(column => $"\"{column.Name}\": \"{column.Type}\""))}} } }
        """);

    public void Dispose() => lake.Dispose();

    /// <summary>A column, a value as it comes, and an SQL expression of the engine for what must be there.</summary>
    public static TheoryData<string, string, string> Values => new()
    {
        { "text", "\"\"", "''" },
        { "text", "\"Grüße, 世界 😀 'quoted' \\\"double\\\" \\\\ \\/ \\t\\r\\n\"", "'Grüße, 世界 😀 ''quoted'' \"double\" \\ / ' || chr(9) || chr(13) || chr(10)" },
        { "text", "\"a\\u0000b\\u0000\"", "'a' || chr(0) || 'b' || chr(0)" },
        { "text", "\"\\u0001\\u001f\\u007f\\u0085\\u2028\\ufeff\\uffff\"", "chr(1) || chr(31) || chr(127) || chr(133) || chr(8232) || chr(65279) || chr(65535)" },
        { "text", "\"null\"", "'null'" },
        { "text", "\"  blanks  \"", "'  blanks  '" },
        { "text", "12345678901234567890.10", "'12345678901234567890.10'" },
        { "text", "\"{\\\"json\\\":[1]}\"", "'{\"json\":[1]}'" },
        { "yes", "true", "true" },
        { "yes", "\"false\"", "false" },
        { "tiny", "-128", "(-128)::TINYINT" },
        { "tiny", "\"127\"", "127::TINYINT" },
        { "small", "-32768", "(-32768)::SMALLINT" },
        { "whole", "-2147483648", "(-2147483648)::INTEGER" },
        { "whole", "2147483647", "2147483647" },
        { "big", "-9223372036854775808", "'-9223372036854775808'::BIGINT" },
        { "big", "\"9223372036854775807\"", "9223372036854775807" },
        { "big", "9007199254740993", "9007199254740993" },
        { "big", "1e3", "1000::BIGINT" },
        { "single", "1.5", "1.5::FLOAT" },
        { "single", "3.4028235e38", "'3.4028235e38'::FLOAT" },
        { "single", "0.1", "'0.1'::FLOAT" },
        { "real", "0.1", "0.1::DOUBLE" },
        { "real", "1.7976931348623157e308", "'1.7976931348623157e308'::DOUBLE" },
        { "real", "5e-324", "'5e-324'::DOUBLE" },
        { "real", "\"-2.5e-10\"", "'-2.5e-10'::DOUBLE" },
        { "real", "123456789012345678901234567890", "'123456789012345678901234567890'::DOUBLE" },
        { "real", "0.30000000000000004", "'0.30000000000000004'::DOUBLE" },
        { "day_of", "\"0001-01-01\"", "DATE '0001-01-01'" },
        { "day_of", "\"9999-12-31\"", "DATE '9999-12-31'" },
        { "moment", "\"0001-01-01T00:00:00Z\"", "TIMESTAMP '0001-01-01 00:00:00'" },
        { "moment", "\"9999-12-31T23:59:59.999999Z\"", "TIMESTAMP '9999-12-31 23:59:59.999999'" },
        { "moment", "\"2026-11-20T01:30:00+02:00\"", "TIMESTAMP '2026-11-19 23:30:00'" },
        { "moment", "\"2026-11-20T09:30:00.1234567Z\"", "TIMESTAMP '2026-11-20 09:30:00.123456'" },
        { "moment", "\"1969-12-31T23:59:59.999999Z\"", "TIMESTAMP '1969-12-31 23:59:59.999999'" },
        { "money", "1234567890123456789012345678.0123456789", "'1234567890123456789012345678.0123456789'::DECIMAL(38,10)" },
        { "money", "\"-9999999999999999999999999999.9999999999\"", "'-9999999999999999999999999999.9999999999'::DECIMAL(38,10)" },
        { "money", "0.0000000001", "'0.0000000001'::DECIMAL(38,10)" },
        { "cents", "9999999999999999.99", "'9999999999999999.99'::DECIMAL(18,2)" },
        { "units", "99999999999999999999999999999999999999", "'99999999999999999999999999999999999999'::DECIMAL(38,0)" },
        { "words", "[]", "[]::VARCHAR[]" },
        { "words", "[\"a\", null, \"\", \"ü\\u0000\"]", "['a', NULL, '', 'ü' || chr(0)]" },
        { "names", "{}", "MAP {}::MAP(VARCHAR, VARCHAR)" },
        { "names", "{\"\": \"empty\", \"A\": \"1\", \"a\": \"2\", \"quote\\\"d\": null, \"ü\\u0000\": \"3\"}", "MAP {'': 'empty', 'A': '1', 'a': '2', 'quote\"d': NULL, 'ü' || chr(0): '3'}" },
        { "nested", "{}", "{'a': NULL, 'b': NULL}::STRUCT(a VARCHAR, b STRUCT(c BIGINT, D DOUBLE[]))" },
        { "nested", "{\"b\": {\"D\": [1, 2.5, null]}}", "{'a': NULL, 'b': {'c': NULL, 'D': [1, 2.5, NULL]}}::STRUCT(a VARCHAR, b STRUCT(c BIGINT, D DOUBLE[]))" },
        { "nested", "{\"a\": \"x\", \"b\": {\"c\": 9007199254740993, \"D\": []}}", "{'a': 'x', 'b': {'c': 9007199254740993, 'D': []}}::STRUCT(a VARCHAR, b STRUCT(c BIGINT, D DOUBLE[]))" },
        {
            "deep", "[{\"id\": \"i\", \"tags\": {\"k\": [1.125, \"2\", null], \"e\": []}, \"at\": \"2026-11-20\"}, {}, null]",
            "[{'id': 'i', 'tags': MAP {'k': [1.125, 2, NULL], 'e': []}, 'at': TIMESTAMP '2026-11-20 00:00:00'}, {'id': NULL, 'tags': NULL, 'at': NULL}, NULL]::STRUCT(id VARCHAR, tags MAP(VARCHAR, DECIMAL(10,3)[]), \"at\" TIMESTAMP)[]"
        },
        { "by_day", "{\"x\": {\"n\": 1, \"d\": \"2026-11-20\"}, \"y\": null}", "MAP {'x': {'n': 1, 'd': DATE '2026-11-20'}, 'y': NULL}::MAP(VARCHAR, STRUCT(n INTEGER, d DATE))" },
        { "grid", "[[1, 2], [], null, [null]]", "[[1, 2], [], NULL, [NULL]]::INTEGER[][]" },
    };

    [Fact]
    public async Task What_comes_out_is_what_went_in()
    {
        var values = Values.Select(row => row.Data).ToList();
        for (var i = 0; i < values.Count; i++)
            lake.Drop($"{i:d3}", $$"""{"id": "{{i:d3}}", "at": "2026-11-19T00:00:00Z", "{{values[i].Item1}}": {{values[i].Item2}}}""");
        var report = await lake.IngestAsync();
        Assert.Equal((values.Count, 0, 0), (report.Delivered, report.Rescued, report.Quarantined));
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));
        var file = ParquetSql.Quote(lake.PathOf(Assert.Single(lake.ConsumableFiles("types"))));

        var wrong = new List<string>();
        for (var i = 0; i < values.Count; i++)
        {
            var (column, given, expected) = values[i];
            var all = string.Join(" AND ", Columns.Select(other => other.Name == column ? "true" : $"{other.Name} IS NULL"));
            var answer = ParquetSql.Ask(
                $"SELECT CASE WHEN {column} IS NOT DISTINCT FROM ({expected}) AND typeof({column}) = typeof((SELECT {column} FROM read_parquet({file}) LIMIT 1)) AND {all} THEN 'same' ELSE {column}::VARCHAR END FROM read_parquet({file}) WHERE id = '{i:d3}'"
            );
            if (answer is not ["same"]) wrong.Add($"{column}: {given} came out as {string.Join(", ", answer)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task All_columns_at_once_and_none_at_all()
    {
        var full = new JsonObject { ["id"] = "full", ["at"] = "2026-11-19" };
        foreach (var column in Columns.Select(column => column.Name))
            full[column] = JsonNode.Parse(Values.Last(row => row.Data.Item1 == column).Data.Item2);
        lake.Drop("1", full.ToJsonString());
        lake.Drop("2", """{"id": "none", "at": "2026-11-19"}""");
        lake.Drop(
            "3",
            $$"""{"id": "nulls", "at": "2026-11-19", {{string.Join(", ", Columns.Select(column => $"\"{column.Name}\": null"))}}}"""
        );
        var report = await lake.IngestAsync();
        Assert.Equal((3, 0), (report.Delivered, report.Rescued));
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));

        var nulls = string.Join(" + ", Columns.Select(column => $"({column.Name} IS NULL)::INT"));
        Assert.Equal(
            ["{'id': full, 'n': 0}", $"{{'id': none, 'n': {Columns.Length}}}", $"{{'id': nulls, 'n': {Columns.Length}}}"],
            lake.Consumable($"id, {nulls} AS n", "types")
        );
    }

    [Fact]
    public async Task A_value_that_does_not_fit_its_type_is_rescued_as_it_was()
    {
        (string Column, string Value)[] misfits =
        [
            ("yes", "1"),
            ("tiny", "128"),
            ("small", "\"x\""),
            ("whole", "2147483648"),
            ("big", "9223372036854775808"),
            ("single", "1e39"),
            ("real", "1e400"),
            ("day_of", "\"2026-02-30\""),
            ("moment", "20261120"),
            ("money", "0.00000000001"),
            ("cents", "10000000000000000"),
            ("units", "1.5"),
            ("words", "\"a\""),
            ("names", "[]"),
            ("nested", "\"{}\""),
        ];
        for (var i = 0; i < misfits.Length; i++)
            lake.Drop($"{i:d3}", $$"""{"id": "{{i:d3}}", "at": "2026-11-19", "{{misfits[i].Column}}": {{misfits[i].Value}}}""");
        Assert.Equal(misfits.Length, (await lake.IngestAsync()).Rescued);
        await lake.PartitionAsync();
        var file = ParquetSql.Quote(lake.PathOf(Assert.Single(lake.ConsumableFiles("types"))));
        Assert.Equal(
            misfits.Select(misfit => $$"""{"{{misfit.Column}}":{{misfit.Value}}}"""),
            ParquetSql.Ask($"SELECT _rescued FROM read_parquet({file}) ORDER BY id")
        );
    }

    [Fact]
    public async Task Very_long_strings_and_lists_come_through_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i}ü\0"));
        var list = Enumerable.Range(0, 200_000).Select(i => $"word {i}").ToArray();
        var map = Enumerable.Range(0, 50_000).ToDictionary(i => $"k{i}", i => $"v{i}");
        lake.Drop("1", JsonSerializer.Serialize(new { id = "1", at = "2026-11-19", text, words = list, names = map }));
        lake.Drop("2", JsonSerializer.Serialize(new { id = "2", at = "2026-11-19", text = "short" }));
        var report = await lake.IngestAsync();
        Assert.Equal((2, 0), (report.Delivered, report.Rescued));
        Assert.All(await lake.PartitionAsync(), outcome => Assert.Null(outcome.Failure));

        var file = ParquetSql.Quote(lake.PathOf(Assert.Single(lake.ConsumableFiles("types"))));
        Assert.Equal([text], ParquetSql.Ask($"SELECT text FROM read_parquet({file}) WHERE id = '1'"));
        Assert.Equal(
            ["200000 word 199999 50000 v49999"],
            ParquetSql.Ask(
                $"SELECT concat_ws(' ', len(words), words[200000], cardinality(names), names['k49999']) FROM read_parquet({file}) WHERE id = '1'"
            )
        );
    }
}
