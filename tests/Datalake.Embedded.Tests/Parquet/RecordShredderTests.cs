using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet;
using Datalake.Tables;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>What conform does not write is refused, not guessed.</summary>
public sealed class RecordShredderTests
{
    [Theory]
    [InlineData("int", "\"5\"", "a number")]
    [InlineData("int", "1.5", "a whole number")]
    [InlineData("int", "1e3", "a whole number")]
    [InlineData("int", "2147483648", "a whole number")]
    [InlineData("tinyint", "128", "a whole number")]
    [InlineData("smallint", "-32769", "a whole number")]
    [InlineData("bigint", "9223372036854775808", "a whole number")]
    [InlineData("int", "{}", "a number")]
    [InlineData("double", "1e400", "a double")]
    [InlineData("double", "\"NaN\"", "a number")]
    [InlineData("float", "1e39", "a float")]
    [InlineData("boolean", "\"true\"", "true or false")]
    [InlineData("boolean", "1", "true or false")]
    [InlineData("string", "5", "a string")]
    [InlineData("string", "\"\\ud800\"", "a string")]
    [InlineData("date", "\"2024-02-30\"", "a date")]
    [InlineData("date", "\"2024-02-03T00:00\"", "a date")]
    [InlineData("timestamp", "\"yesterday\"", "a timestamp")]
    [InlineData("decimal(5,2)", "12.5", "a string")]
    [InlineData("decimal(5,2)", "\"1234.5\"", "a decimal")]
    [InlineData("decimal(5,2)", "\"1.234\"", "a decimal")]
    [InlineData("array<int>", "{}", "an array")]
    [InlineData("array<int>", "[1", "a comma or the end")]
    [InlineData("array<int>", "[1,]", "a number")]
    [InlineData("map<string,int>", "[]", "an object")]
    [InlineData("map<string,int>", "{\"a\" 1}", "a colon")]
    [InlineData("struct<a:int>", "[]", "an object")]
    [InlineData("struct<a:int>", "{\"a\":1", "a comma or the end")]
    [InlineData("struct<a:int>", "{\"b\":1}", "a column that has none yet")]
    [InlineData("struct<a:int>", "{\"a\":1,\"a\":2}", "a column that has none yet")]
    [InlineData("string", "nul", "a value")]
    public void A_value_of_another_form(string type, string value, string expected)
    {
        using var table = new ConformedTable(("v", type));
        table.Add($"{{\"v\":{value}}}");

        var failure = Assert.Throws<InvalidDataException>(() => table.WriteOwn());

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"v\":1}}")]
    [InlineData("{\"v\":1} {\"v\":2}")]
    [InlineData("{\"w\":1}")]
    [InlineData("{\"v\":1,")]
    [InlineData("{\"v\"")]
    public void A_record_of_another_form(string record)
    {
        using var table = new ConformedTable(("v", "int"));
        table.Add(record);
        Assert.Throws<InvalidDataException>(() => table.WriteOwn());
    }

    [Fact]
    public void Escapes_in_keys_and_texts_are_resolved()
    {
        using var table = new ConformedTable(("a", "string"), ("m", "map<string,string>"));
        table.Add("""{"\u0061":"\u00e9\ud83d\ude00\t\u0000","m":{"\"\\":"\/"}}""");

        Assert.Equal(
            ["é😀\t\0 \"\\ /"],
            Checking.ParquetSql.Ask($"SELECT a || ' ' || map_keys(m)[1] || ' ' || map_values(m)[1] FROM read_parquet({Sql.Text(table.WriteOwn())})"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void What_is_absent_for_a_while_and_comes_back_is_null_in_between(int rowGroup)
    {
        using var table = new ConformedTable(
            ("a", "int"), ("s", "struct<b:int,t:struct<c:string,l:array<struct<d:int,e:string>>,u:struct<f:double>>>"), ("m", "map<string,int>"));
        string[] records =
        [
            "{}",
            """{"s":{"t":{"u":{"f":1.5}}}}""",
            """{"s":{"b":1}}""",
            """{"s":null,"a":1}""",
            """{"s":{"t":{"c":"x","l":[{"d":1},{"e":"y"},null]}},"m":{}}""",
            """{"s":{"t":{}}}""",
            """{"s":{"t":null},"m":{"k":null}}""",
            """{"a":null}""",
            """{"s":{"t":{"u":null,"l":[]}}}""",
            """{"s":{"b":2,"t":{"u":{}}},"a":2}""",
            "{}",
        ];
        foreach (var record in records.Concat(records.Reverse())) table.Add(record);
        table.AssertSame(rowGroup);
    }

    [Fact]
    public void A_row_group_that_lacks_the_entries_of_what_is_absent_is_refused()
    {
        var schema = new ParquetSchema([new TableColumn("a", new PrimitiveType(PrimitiveKind.Int))]);
        using var file = new ParquetFile(Stream.Null, schema);
        using var shredder = new RecordShredder(schema, file.Columns);
        shredder.Add("{}"u8);

        Assert.Throws<InvalidOperationException>((Action)(() => file.EndRowGroup(1)));
    }

    [Fact]
    public void More_keys_of_a_map_than_a_table_of_keys_learns_are_all_there()
    {
        using var table = new ConformedTable(("m", "map<string,int>"));
        table.Add($"{{\"m\":{{{string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"k{i}\":{i}"))}}}}}");
        table.AssertSame();
    }
}
