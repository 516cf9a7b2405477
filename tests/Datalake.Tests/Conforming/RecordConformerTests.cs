using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Conforming;

public class RecordConformerTests
{
    [Theory]
    [InlineData("string", "\"a\\u0041\"", "\"a\\u0041\"")]
    [InlineData("string", "12.50", "\"12.50\"")]
    [InlineData("string", "true", "\"true\"")]
    [InlineData("boolean", "\"False\"", "false")]
    [InlineData("bigint", "\"123\"", "123")]
    [InlineData("bigint", "1.0", "1")]
    [InlineData("bigint", "1e2", "100")]
    [InlineData("bigint", "\"1e2\"", "100")]
    [InlineData("tinyint", "-128", "-128")]
    [InlineData("double", "1e2", "1e2")]
    [InlineData("double", "\"0.1\"", "0.1")]
    [InlineData("decimal(5,2)", "12.50", "\"12.5\"")]
    [InlineData("timestamp", "\"2024-02-04T20:46:11.7010747+01:00\"", "\"2024-02-04 19:46:11.701074\"")]
    [InlineData("date", "\"20240204\"", "\"2024-02-04\"")]
    [InlineData("array<int>", "[1,\"2\",null]", "[1,2,null]")]
    [InlineData("map<string,int>", "{\"A\":1,\"a\":\"2\"}", "{\"A\":1,\"a\":2}")]
    [InlineData("struct<A:int,b:string>", "{\"a\":1,\"B\":2,\"c\":null}", "{\"a\":1,\"b\":\"2\"}", "{\"x.c\":null}")]
    [InlineData("struct<a:int>", "{}", "{}")]
    [InlineData(
        "array<struct<a:int>>", "[{\"a\":\"x\",\"b c\":[ 1 ]},7]", "[{},null]", "{\"x[0].a\":\"x\",\"x[0][\"b c\"]\":[1],\"x[1]\":7}")]
    [InlineData("map<string,int>", "{\"a\":1,\"a\":2}", "{\"a\":1}", "{\"x.a\":2}")]
    public void A_value_that_fits_gets_its_type(string type, string value, string conformed, string? rescued = null)
    {
        var result = Conform($"{{\"id\":\"1\",\"at\":\"2024-02-04\",\"x\":{value}}}", ("X", type));
        Assert.Equal($"{{\"id\":\"1\",\"at\":\"2024-02-04 00:00:00.000000\",\"x\":{conformed}{Rescued(rescued)}", result.Text);
    }

    [Theory]
    [InlineData("string", "{\"a\": 1}")]
    [InlineData("string", "[]")]
    [InlineData("boolean", "1")]
    [InlineData("boolean", "\"TRUE\"")]
    [InlineData("bigint", "12.5")]
    [InlineData("bigint", "\"12.5\"")]
    [InlineData("bigint", "9223372036854775808")]
    [InlineData("bigint", "\"\"")]
    [InlineData("bigint", "\" 1\"")]
    [InlineData("bigint", "true")]
    [InlineData("tinyint", "128")]
    [InlineData("double", "1e400")]
    [InlineData("double", "\"NaN\"")]
    [InlineData("decimal(5,2)", "1.005")]
    [InlineData("timestamp", "1707079571")]
    [InlineData("timestamp", "\"2016-12-31T23:59:60Z\"")]
    [InlineData("date", "\"2024-02-04T00:00:01Z\"")]
    [InlineData("array<int>", "{\"0\":1}")]
    [InlineData("map<string,int>", "[1]")]
    [InlineData("struct<a:int>", "\"{}\"")]
    public void A_value_that_does_not_fit_is_rescued_as_it_was(string type, string value)
    {
        var result = Conform($"{{\"id\":\"1\",\"at\":\"2024-02-04\",\"X\": {value} }}", ("x", type));
        Assert.Equal(
            $"{{\"id\":\"1\",\"at\":\"2024-02-04 00:00:00.000000\"{Rescued($"{{\"X\":{value.Replace(" 1}", "1}", StringComparison.Ordinal)}}}")}",
            result.Text
        );
        Assert.Equal(1, result.Rescued);
    }

    [Fact]
    public void Of_two_keys_for_one_column_the_first_that_is_not_null_counts()
    {
        Assert.Equal(
            $"{{\"id\":\"1\",\"at\":\"2024-02-04 00:00:00.000000\",\"x\":2{Rescued("{\"x\":\"three\",\"X\":4}")}",
            Conform("{\"id\":\"1\",\"at\":\"2024-02-04\",\"X\":null,\"X\":2,\"x\":\"three\",\"x\":null,\"X\":4}", ("x", "int")).Text);
        Assert.Equal(
            $"{{\"id\":\"1\",\"at\":\"2024-02-04 00:00:00.000000\"{Rescued("{\"x\":\"three\",\"X\":4}")}",
            Conform("{\"id\":\"1\",\"at\":\"2024-02-04\",\"x\":\"three\",\"X\":4}", ("x", "int")).Text);
    }

    [Fact]
    public void What_is_not_declared_is_rescued_under_its_path_nulls_too()
    {
        var result = Conform(
            "{\"id\":\"1\",\"_digest\":null,\"at\":\"2024-02-04\",\"x\":{\"a\":1,\"b\":[ 1.50 ]},\"a.b\":{ \"c\":1 }}",
            ("x", "struct<a:int>")
        );
        Assert.Equal(
            $"{{\"id\":\"1\",\"at\":\"2024-02-04 00:00:00.000000\",\"x\":{{\"a\":1}}{Rescued("{\"_digest\":null,\"x.b\":[1.50],\"[\"a.b\"]\":{\"c\":1}}")}",
            result.Text);
        Assert.Equal(3, result.Rescued);
    }

    [Fact]
    public void The_digest_is_of_the_values_and_not_of_their_form_or_of_the_columns()
    {
        const string Record = "{\"id\":\"1\",\"at\":\"2024-02-04\",\"y\":[1.50,{\"a\":\"\u00e9\",\"b\":\"x\"}]}";
        const string Same = "{ \"y\": [15e-1, {\"b\":\"\\u0078\",\"c\":null,\"a\":\"\\u00e9\"}], \"z\":null, \"at\":\"2024-02-04\",\"id\":\"1\"}\n";
        string[] digests =
        [
            Digest(Record),
            Digest(Same),
            Digest(Record, ("y", "array<string>")),
            Digest(Same, ("y", "array<struct<a:string,b:int>>")),
            Digest(Record, ("y", "array<map<string,string>>")),
            Digest(Same, ("y", "string")),
            Digest(Same, ("y", "string"), ("z", "bigint")),
        ];
        Assert.Single(digests.Distinct(StringComparer.Ordinal));
        Assert.NotEqual(Digest(Record), Digest(Record.Replace("1.50", "1.51", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{\"at\":\"2024-02-04\"}", RecordRules.NoIdentity)]
    [InlineData("{\"id\":null,\"at\":\"2024-02-04\"}", RecordRules.NoIdentity)]
    [InlineData("{\"id\":\"\",\"at\":\"2024-02-04\"}", RecordRules.NoIdentity)]
    [InlineData("{\"id\":{},\"at\":\"2024-02-04\"}", RecordRules.NoIdentity)]
    [InlineData("{\"id\":\"1\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":null,\"made\":null}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"\",\"made\":\"2024-02-04\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":{\"a\":1},\"made\":\"2024-02-04\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"1969-12-31T23:59:59.999999Z\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"2200-01-01T00:00:00Z\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"1970-01-01T00:00:00+00:01\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"made\":\"9999-12-31\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"1970-01-01\"}", null)]
    [InlineData("{\"id\":\"1\",\"at\":\"2199-12-31T23:59:59.9999999Z\"}", null)]
    [InlineData("{\"id\":\"1\",\"at\":null,\"made\":\"2024-02-04\"}", null)]
    [InlineData("{\"id\":7,\"made\":\"2024-02-04\"}", null)]
    public void A_record_needs_its_identity_and_a_change_date_that_is_believed(string record, string? rule)
    {
        var contract = Contracts.Of(("id", "string"), ("at", "timestamp"), ("made", "date"));
        contract = contract with { ChangedAt = [contract.Columns[1], contract.Columns[2]] };
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var output = new Utf8Output();
        Assert.Equal(rule, conformer.Conform(Encoding.UTF8.GetBytes(record), output).Problem?.Rule);
        Assert.Equal(rule is null, output.Length > 0);
    }

    [Fact]
    public void An_identity_of_two_columns_needs_both()
    {
        var contract = Contracts.Of(("id", "string"), ("part", "int"), ("at", "timestamp"));
        contract = contract with { Identity = [contract.Columns[0], contract.Columns[1]] };
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var output = new Utf8Output();
        Assert.Null(conformer.Conform("{\"id\":\"1\",\"part\":0,\"at\":\"2024-02-04\"}"u8, output).Problem);
        Assert.Contains(
            "part", conformer.Conform("{\"id\":\"1\",\"at\":\"2024-02-04\"}"u8, output).Problem?.Message, StringComparison.Ordinal);
        Assert.Contains(
            "part",
            conformer.Conform("{\"id\":\"1\",\"part\":\"x\",\"at\":\"2024-02-04\"}"u8, output).Problem?.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Sort_keys_order_records_by_change_date_then_identity_then_moment_and_numbers_as_numbers()
    {
        var contract = Contracts.Of(("id", "string"), ("part", "bigint"), ("at", "timestamp"));
        contract = contract with { Identity = [contract.Columns[0], contract.Columns[1]] };
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        string[] ids = ["a", "ab", "b", "é"], days = ["1970-01-01", "2024-02-04"], times = ["00:00", "23:59:59.999999"];
        long[] parts = [long.MinValue, -10, -9, 0, 9, 10, long.MaxValue];
        var inOrder = from day in days from id in ids from part in parts from time in times select (id, part, at: $"{day}T{time}Z");
        var keys = inOrder.Select(record =>
        {
            using Utf8Output output = new(), key = new();
                Assert.Null(
                    conformer
                        .Conform(
                            Encoding.UTF8.GetBytes($"{{\"id\":\"{record.id}\",\"part\":{record.part},\"at\":\"{record.at}\"}}"), output)
                        .Problem
                );
            conformer.WriteSortKey(output, key);
            return key.WrittenSpan.ToArray();
        }).ToArray();
        for (var i = 1; i < keys.Length; i++)
            Assert.True(keys[i - 1].AsSpan().SequenceCompareTo(keys[i]) < 0, $"Record {i} does not come behind the one before it.");
    }

    [Fact]
    public void A_struct_of_hundreds_of_fields_and_a_map_of_thousands_of_keys_come_out_whole()
    {
        var fields = string.Join(',', Enumerable.Range(0, 300).Select(i => $"f{i}:int"));
        var values = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"f{i}\":{i}"));
        var entries = string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"key {i}\":{i}"));
        var result = Conform(
            $"{{\"id\":\"1\",\"at\":\"2024-02-04\",\"s\":{{{values},\"F299\":1}},\"m\":{{{entries},\"key 17\":1}}}}",
            ("s", $"struct<{fields}>"),
            ("m", "map<string,int>")
        );
        Assert.Equal(
            $"{{\"id\":\"1\",\"at\":\"2024-02-04 00:00:00.000000\",\"s\":{{{values}}},\"m\":{{{entries}}}{Rescued("{\"s.F299\":1,\"m[\"key 17\"]\":1}")}",
            result.Text
        );
    }

    [Theory]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("-12,5", "-12.5")]
    [InlineData("+1.234.567", "1234567")]
    [InlineData("12", "12")]
    [InlineData("1.234", "1234")]
    [InlineData("1.23", null)]
    [InlineData("1234.567", null)]
    [InlineData("1,2,3", null)]
    [InlineData("12,", null)]
    [InlineData("007,5", null)]
    [InlineData("n/a", null)]
    public void A_decimal_comma_is_read_in_number_columns_alone(string text, string? number)
    {
        var contract = Contracts.Of(("id", "string"), ("at", "timestamp"), ("n", "decimal(9,2)"), ("d", "double"));
        contract = contract with { Raw = contract.Raw with { Format = RawTextFormat.Csv, Csv = new CsvFormat { DecimalComma = true } } };
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var output = new Utf8Output();
        var record = $"{{\"id\":\"{text}\",\"at\":\"2024-02-04\",\"n\":\"{text}\",\"d\":\"{text}\"}}";
        Assert.Equal(number is null ? 2 : 0, conformer.Conform(Encoding.UTF8.GetBytes(record), output).Rescued);
        var columns = number is null ? Rescued($"{{\"n\":\"{text}\",\"d\":\"{text}\"}}") : $",\"n\":\"{number}\",\"d\":{number}";
        Assert.StartsWith(
            $"{{\"id\":\"{text}\",\"at\":\"2024-02-04 00:00:00.000000\"{columns},\"_digest\"",
            Encoding.UTF8.GetString(output.WrittenSpan),
            StringComparison.Ordinal);
    }

    private static string Rescued(string? json)
    {
        if (json is null) return "";

        // Paths with quotes stand escaped in the object, and the object stands escaped in the column.
        var inner = json.Replace("[\"", "[\\\"", StringComparison.Ordinal).Replace("\"]\"", "\\\"]\"", StringComparison.Ordinal);
        return $",\"_rescued\":\"{inner.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static (string? Text, int Rescued) Conform(string record, params (string Key, string Type)[] columns)
    {
        using var conformer = new RecordConformer(Contracts.Of([("id", "string"), ("at", "timestamp"), .. columns]), RecordLimits.Default);
        using var output = new Utf8Output();
        var result = conformer.Conform(Encoding.UTF8.GetBytes(record), output);
        Assert.Null(result.Problem);
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        return (text[..text.IndexOf(",\"_digest\"", StringComparison.Ordinal)], result.Rescued);
    }

    private static string Digest(string record, params (string Key, string Type)[] columns)
    {
        using var conformer = new RecordConformer(Contracts.Of([("id", "string"), ("at", "timestamp"), .. columns]), RecordLimits.Default);
        using var output = new Utf8Output();
        Assert.Null(conformer.Conform(Encoding.UTF8.GetBytes(record), output).Problem);
        return Encoding.UTF8.GetString(output.WrittenSpan[^33..^1]);
    }
}
