using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;
using Datalake.Tables;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

/// <summary>What shops, programs and networks really send, through both steps.</summary>
public class BadRecordTests
{
    private const string Good = "\"id\":\"1\",\"at\":\"2024-02-04T00:00:00Z\"";

    [Theory]
    [InlineData("", RecordRules.Empty)]
    [InlineData(" \t\r\n ", RecordRules.Empty)]
    [InlineData("{", RecordRules.Truncated)]
    [InlineData("{\"id\"", RecordRules.Truncated)]
    [InlineData("{\"id\":", RecordRules.Truncated)]
    [InlineData("{\"id\":\"1", RecordRules.Truncated)]
    [InlineData("{\"id\":\"1\\", RecordRules.Truncated)]
    [InlineData("{\"id\":\"1\\u00", RecordRules.Truncated)]
    [InlineData("{\"id\":\"1\\ud83d", RecordRules.Truncated)]
    [InlineData("{\"id\":\"1\",", RecordRules.Truncated)]
    [InlineData("{\"id\":tr", RecordRules.Truncated)]
    [InlineData("{\"id\":-", RecordRules.Truncated)]
    [InlineData("{\"id\":[{\"a\":1}", RecordRules.Truncated)]
    [InlineData("{\"id\" \"1\"}", RecordRules.MalformedJson)]
    [InlineData("{id:1}", RecordRules.MalformedJson)]
    [InlineData("{'id':1}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":1,}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":[1,]}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":1]", RecordRules.MalformedJson)]
    [InlineData("{\"id\":01}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":+1}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":NaN}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":None}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":\"\\x41\"}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":\"a\nb\"}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":1}{\"id\":2}", RecordRules.MalformedJson)]
    [InlineData("{\"id\":1} x", RecordRules.MalformedJson)]
    [InlineData("{\"id\":1 /* no */}", RecordRules.MalformedJson)]
    [InlineData("id,at", RecordRules.MalformedJson)]
    [InlineData("<html></html>", RecordRules.MalformedJson)]
    [InlineData("{\"id\":\"a\0b\"}", RecordRules.MalformedJson)]
    [InlineData("\0\0\0\0", RecordRules.MalformedJson)]
    [InlineData("{\"id\":1}\0\0", RecordRules.MalformedJson)]
    [InlineData("[]", RecordRules.NotAnObject)]
    [InlineData("[{\"id\":1}]", RecordRules.NotAnObject)]
    [InlineData("\"text\"", RecordRules.NotAnObject)]
    [InlineData("12", RecordRules.NotAnObject)]
    [InlineData("null", RecordRules.NotAnObject)]
    [InlineData("true", RecordRules.NotAnObject)]
    [InlineData("{\"id\":\"\\ud83d\"}", RecordRules.LoneSurrogate)]
    [InlineData("{\"id\":\"\\ude00\"}", RecordRules.LoneSurrogate)]
    [InlineData("{\"id\":\"\\ud83d\\ud83d\"}", RecordRules.LoneSurrogate)]
    [InlineData("{\"\\ud83dx\":1}", RecordRules.LoneSurrogate)]
    [InlineData("{}", RecordRules.NoIdentity)]
    [InlineData("{\"at\":\"2024-02-04\"}", RecordRules.NoIdentity)]
    [InlineData("{\"id\":\"\",\"at\":\"2024-02-04\"}", RecordRules.NoIdentity)]
    [InlineData("{\"id\":\"1\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"yesterday\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"2024-02-30\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"0001-01-01T00:00:00\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"9999-12-31T23:59:59.9999999\"}", RecordRules.NoChangeDate)]
    [InlineData("{\"id\":\"1\",\"at\":\"2016-12-31T23:59:60Z\"}", RecordRules.NoChangeDate)]
    public void A_record_without_a_reading_says_why(string record, string rule) =>
        Assert.Equal(rule, Run(Encoding.UTF8.GetBytes(record)).Rule);

    [Theory]
    [InlineData(0xff)]
    [InlineData(0x80)]
    [InlineData(0xc3)]
    [InlineData(0xf8)]
    public void Bytes_that_are_no_utf8_are_told_with_their_place(byte value)
    {
        byte[] record = [.. "{\"id\":\"1"u8, value, .. "\"}"u8];
        using var structurer = Structurer();
        using var conformer = Conformer();
        using var output = new Utf8Output();
        Assert.Equal(
            (RecordRules.InvalidUtf8, 8L), structurer.Structure(record, output) is { } problem ? (problem.Rule, problem.Offset) : default);
        Assert.Equal(
            (RecordRules.InvalidUtf8, 8L), conformer.Conform(record, output).Problem is { } again ? (again.Rule, again.Offset) : default);
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void Utf16_is_told_as_such()
    {
        using var structurer = Structurer();
        using var output = new Utf8Output();
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var problem = structurer.Structure([.. encoding.GetPreamble(), .. encoding.GetBytes("{\"id\":1}")], output);
            Assert.Equal(RecordRules.InvalidUtf8, problem?.Rule);
            Assert.EndsWith("It begins as UTF-16 does; send the file as UTF-8.", problem?.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Nesting_a_thousand_deep_is_refused_as_such(string open, string close)
    {
        var nested = string.Concat(Enumerable.Repeat(open, 1000)) + "1" + string.Concat(Enumerable.Repeat(close, 1000));
        Assert.Equal(RecordRules.TooDeep, Run(Encoding.UTF8.GetBytes($"{{{Good},\"n\":{nested}}}")).Rule);
        Assert.Equal(RecordRules.TooDeep, Run(Encoding.UTF8.GetBytes(nested)).Rule);
        Assert.Equal(
            RecordRules.TooDeep, Run(Encoding.UTF8.GetBytes($"{{{Good},\"n\":{string.Concat(Enumerable.Repeat(open, 100_000))}")).Rule);
    }

    [Fact]
    public void A_string_that_holds_a_thousand_levels_stays_a_string()
    {
        var nested = new string('[', 1000) + new string(']', 1000);
        Assert.Equal($"{{\"n\":\"{nested}\"}}", Run(Encoding.UTF8.GetBytes($"{{{Good},\"n\":\"{nested}\"}}")).Rescued);
    }

    [Theory]
    [InlineData("\"n\":1,\"n\":2", "\"n\":1", "{\"n\":2}")]
    [InlineData("\"n\":1,\"N\":2", "\"n\":1", "{\"N\":2}")]
    [InlineData("\"n\":null,\"N\":2", "\"n\":2", null)]
    [InlineData("\"n\":9223372036854775808", "", "{\"n\":9223372036854775808}")]
    [InlineData("\"n\":1e400", "", "{\"n\":1e400}")]
    [InlineData("\"d\":1e400", "", "{\"d\":1e400}")]
    [InlineData("\"d\":123456789012345678901234567890.5", "\"d\":123456789012345678901234567890.5", null)]
    [InlineData("\"n\":1.5", "", "{\"n\":1.5}")]
    [InlineData("\"t\":\"0001-01-01T00:00:00\"", "\"t\":\"0001-01-01 00:00:00.000000\"", null)]
    [InlineData("\"t\":\"9999-12-31T23:59:59.9999999\"", "\"t\":\"9999-12-31 23:59:59.999999\"", null)]
    [InlineData("\"t\":\"0000-00-00\"", "", "{\"t\":\"0000-00-00\"}")]
    [InlineData("\"t\":\"2016-12-31T23:59:60Z\"", "", "{\"t\":\"2016-12-31T23:59:60Z\"}")]
    [InlineData("\"s\":\"\\u0000\"", "\"s\":\"\\u0000\"", null)]
    [InlineData("\"s\":\"\\ud83d\\ude00 😀\"", "\"s\":\"\\ud83d\\ude00 😀\"", null)]
    [InlineData("\"s\":\"{\\\"a\\\":\\\"\\\\ud83d\\\"}\"", "\"s\":\"{\\\"a\\\":\\\"\\\\ud83d\\\"}\"", null)]
    [InlineData("\"\":1", "", "{\"[\"\"]\":1}")]
    [InlineData("\"s\":\"\uFEFF\"", "\"s\":\"\uFEFF\"", null)]
    public void A_record_with_odd_values_is_delivered_with_each_in_its_column_or_rescued(string members, string column, string? rescued)
    {
        var (rule, text, kept) = Run(Encoding.UTF8.GetBytes($"{{{Good},{members}}}"));
        Assert.Null(rule);
        var comma = column.Length > 0 ? "," : "";
        Assert.StartsWith($"{{\"id\":\"1\",\"at\":\"2024-02-04 00:00:00.000000\"{comma}{column},\"_", text, StringComparison.Ordinal);
        Assert.Equal(rescued?.Replace("[\"\"]", "[\\\"\\\"]", StringComparison.Ordinal), kept);
    }

    [Fact]
    public void A_bad_record_leaves_nothing_behind_for_the_next()
    {
        using var structurer = Structurer();
        using var conformer = Conformer();
        var good = Encoding.UTF8.GetBytes($"{{{Good},\"m\":{{\"a\":1,\"b\":[{{}}]}}}}");
        var expected = Run(good).Text;
        string[] bad =
        ["{\"m\":{\"a\":1,\"a\":[", "{\"x\":{\"y\":[1,2,{\"z\":", "[", "{\"id\":\"1\",\"x\":1}", "{\"id\":\"1\",\"m\":\"{\\\"a\\\":1", ""];
        foreach (var record in bad)
        {
            Assert.NotNull(Run(structurer, conformer, Encoding.UTF8.GetBytes(record)).Rule);
            Assert.Equal(expected, Run(structurer, conformer, good).Text);
        }
    }

    /// <summary>Structures and conforms; what one step refuses the other must refuse too, for the same reason.</summary>
    private static (string? Rule, string? Text, string? Rescued) Run(byte[] record)
    {
        using var structurer = Structurer();
        using var conformer = Conformer();
        return Run(structurer, conformer, record);
    }

    private static (string? Rule, string? Text, string? Rescued) Run(RecordStructurer structurer, RecordConformer conformer, byte[] record)
    {
        using var structured = new Utf8Output();
        using var conformed = new Utf8Output();
        if (structurer.Structure(record, structured) is { } problem)
        {
            Assert.Equal(0, structured.Length);
            var direct = conformer.Conform(record, conformed).Problem?.Rule;
            if (problem.Rule != RecordRules.Empty) Assert.Equal(problem.Rule, direct);
            else Assert.Equal(RecordRules.Truncated, direct);
            Assert.Equal(0, conformed.Length);
            Assert.NotEmpty(problem.Message);
            return (problem.Rule, null, null);
        }

        var result = conformer.Conform(structured.WrittenSpan, conformed);
        if (result.Problem is not null) return (result.Problem.Rule, null, null);
        var text = Encoding.UTF8.GetString(conformed.WrittenSpan);
        var tree = (JsonObjectTree)JsonTree.Parse(Encoding.UTF8.GetBytes(text + "}"))!;
        var rescued = tree.Members.SingleOrDefault(member => member.Key.Text == Lineage.Rescued)?.Value as JsonString;
        Assert.Equal(result.Rescued > 0, rescued is not null);
        return (null, text, rescued?.Text);
    }

    private static RecordStructurer Structurer()
    {
        var contract = Contract();
        return new RecordStructurer(
            contract with
            {
                Raw = contract.Raw with { Stringified = true },
            },
            new ProtectionKeys(_ => null),
            RecordLimits.Default
        );
    }

    private static RecordConformer Conformer() => new(Contract(), RecordLimits.Default);

    private static DatasetContract Contract() =>
        Contracts.Of(
            ("id", "string"),
            ("at", "timestamp"),
            ("n", "bigint"),
            ("d", "double"),
            ("t", "timestamp"),
            ("s", "string"),
            ("m", "map<string,string>")
        );
}
