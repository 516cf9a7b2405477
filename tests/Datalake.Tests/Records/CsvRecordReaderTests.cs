using System.Text;
using Datalake.Records;

namespace Datalake.Tests.Records;

public class CsvRecordReaderTests
{
    [Theory]
    [InlineData("a,b\n1,x\n", "{\"a\":\"1\",\"b\":\"x\"}")]
    [InlineData("a,b\n1,x", "{\"a\":\"1\",\"b\":\"x\"}")]
    [InlineData("a,b\r\n1,x\r\n", "{\"a\":\"1\",\"b\":\"x\"}")]
    [InlineData("\uFEFFa,b\n1,x\n", "{\"a\":\"1\",\"b\":\"x\"}")]
    [InlineData("\"a\",\"b c\"\n1,\"x\"\n", "{\"a\":\"1\",\"b c\":\"x\"}")]
    [InlineData("a,b\n\"1,2\",\"say \"\"hi\"\"\"\n", "{\"a\":\"1,2\",\"b\":\"say \\\"hi\\\"\"}")]
    [InlineData("a,b\n\"1\n2\",\"3\r\n4\"\n", "{\"a\":\"1\\n2\",\"b\":\"3\\r\\n4\"}")]
    [InlineData("a,b\n\"\"\"\",\"\"\n", "{\"a\":\"\\\"\"}")]
    [InlineData("a,b\n\"1\"\"\n2\",x\n", "{\"a\":\"1\\\"\\n2\",\"b\":\"x\"}")]
    [InlineData("a,b\n,x\n", "{\"b\":\"x\"}")]
    [InlineData("a,b\n,\n", "{}")]
    [InlineData("a,b\n é ,\\\t\0\n", "{\"a\":\" é \",\"b\":\"\\\\\\t\\u0000\"}")]
    [InlineData("a\n\n\r\nx\n\n", "{\"a\":\"x\"}")]
    public void A_row_becomes_an_object_of_strings_without_the_empty_fields(string text, string record)
    {
        var frames = Arrival.Frames(Encoding.UTF8.GetBytes(text), Arrival.Csv);
        Assert.Equal(record, Assert.Single(frames.All).Text);
        Assert.True(frames.IsSingle);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    [InlineData('§')]
    [InlineData('€')]
    public void The_delimiter_is_the_contracts(char delimiter) =>
        Assert.Equal(
            ["{\"a\":\"1,2\",\"b\":\"x\"}", "{\"b\":\"y\"}"],
            Arrival.ReadCsv($"a{delimiter}b\n1,2{delimiter}\"x\"\n{delimiter}y", delimiter)
        );

    [Fact]
    public void A_row_is_kept_as_it_came_with_its_number_and_place()
    {
        var frames = Arrival.Frames("a,b\r\n1,x\r\n\r\n\"2\",\n"u8.ToArray(), Arrival.Csv);
        Assert.False(frames.IsSingle);
        Assert.Equal(
            [("1,x", 1L, 5L, 3L), ("\"2\",", 2L, 12L, 4L)],
            frames.All.Select(frame => (frame.Raw, frame.Number, frame.Offset, frame.Bytes))
        );
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1,2,3")]
    [InlineData("1,x\"y")]
    [InlineData("5\" pipe,x")]
    [InlineData("\"1\"2,x")]
    [InlineData("1,\"x\" ")]
    [InlineData("1,\"x\"y\"")]
    public void A_row_that_breaks_the_rules_costs_itself(string row) =>
        Assert.Equal(
            ["{\"a\":\"0\",\"b\":\"0\"}", $"<{RecordRules.MalformedCsv}>", "{\"a\":\"9\",\"b\":\"9\"}"],
            Arrival.ReadCsv($"a,b\n0,0\n{row}\n9,9\n")
        );

    [Fact]
    public void A_row_that_is_not_utf8_costs_itself()
    {
        var frames = Arrival.Frames([.. "a,b\n"u8, 0xff, .. ",1\n2,3\n"u8], Arrival.Csv);
        Assert.Equal([$"<{RecordRules.InvalidUtf8}>", "{\"a\":\"2\",\"b\":\"3\"}"], Arrival.Texts(frames));
    }

    [Fact]
    public void Behind_a_quote_that_is_not_closed_no_row_can_be_told_apart()
    {
        var frames = Arrival.Frames("a,b\n0,0\n1,\"x\n2,y\n"u8.ToArray(), Arrival.Csv);
        Assert.Equal(["{\"a\":\"0\",\"b\":\"0\"}", $"<{RecordRules.MalformedCsv}>"], Arrival.Texts(frames));
        Assert.Equal("1,\"x\n2,y\n", frames.All[1].Raw);
    }

    [Theory]
    [InlineData("a,\"b\nc\n1,2\n3,4\n")]
    [InlineData("a,b\"\n1,2\n3,4\n")]
    public void A_broken_header_is_one_problem_whatever_follows_it(string text)
    {
        var frames = Arrival.Frames(Encoding.UTF8.GetBytes(text), Arrival.Csv);
        Assert.Equal(RecordRules.MalformedCsv, Assert.Single(frames.All).Rule);
        Assert.True(frames.IsSingle);
    }

    [Fact]
    public void A_header_that_is_not_utf8_is_one_problem_that_names_the_setting()
    {
        var frame = Assert.Single(Arrival.Frames([(byte)'a', 0xff, .. "\n1\n2\n"u8], Arrival.Csv).All);
        Assert.Equal(RecordRules.InvalidUtf8, frame.Rule);
        Assert.Contains("raw.csv.encoding", frame.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n")]
    public void An_arrival_without_anything_is_one_frame_that_says_so(string text) =>
        Assert.Equal([$"<{RecordRules.Empty}>"], Arrival.ReadCsv(text));

    [Theory]
    [InlineData("a,b\n")]
    [InlineData("a,b")]
    [InlineData("\uFEFFa,b\r\n\r\n")]
    public void A_header_without_rows_is_a_batch_without_records(string text) => Assert.Empty(Arrival.ReadCsv(text));

    [Theory]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a,b\r1,2\r\n3,4")]
    public void Rows_that_end_with_a_carriage_return_alone_do_not_pass_as_a_header_without_rows(string text) =>
        Assert.Equal($"<{RecordRules.MalformedCsv}>", Assert.Single(Arrival.ReadCsv(text).Distinct()));

    [Fact]
    public void A_carriage_return_in_a_quoted_name_is_part_of_it() => Assert.Equal(["{\"a\\rb\":\"1\"}"], Arrival.ReadCsv("\"a\rb\"\n1\n"));
}
