using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Tests.Tables.Delta.Statistics;

public class FileStatisticsTests
{
    [Fact]
    public void Statistics_have_the_protocols_form()
    {
        var json = FileStatistics.Write(
            3,
            [
                new("id", ColumnValue.Of("a"), ColumnValue.Of("b\"é"), 0),
                new("n", ColumnValue.Of(-1), ColumnValue.Of(2), 1),
                new("price", ColumnValue.OfDecimal(100, 2), ColumnValue.OfDecimal(250, 2), null),
                new("day", ColumnValue.Of(new DateOnly(2026, 1, 2)), null, 0),
                new("flag", ColumnValue.Of(false), ColumnValue.Of(true), 0),
                new("empty", null, null, 3),
            ]);

        Assert.Equal(
            """{"numRecords":3,"minValues":{"id":"a","n":-1,"price":1.00,"day":"2026-01-02"},"maxValues":{"id":"b\"é","n":2,"price":2.50},"nullCount":{"id":0,"n":1,"day":0,"flag":0,"empty":3}}""",
            json);
    }

    [Fact]
    public void Bounds_of_timestamps_are_rounded_outwards_to_milliseconds()
    {
        var json = Bounds(ColumnValue.OfMicroseconds(-1), ColumnValue.OfMicroseconds(1));
        Assert.Contains("""{"c":"1969-12-31T23:59:59.999Z"}""", json, StringComparison.Ordinal);
        Assert.Contains("""{"c":"1970-01-01T00:00:00.001Z"}""", json, StringComparison.Ordinal);
        var last = ColumnValue.Of(DateTimeOffset.MaxValue);
        Assert.Contains("\"maxValues\":{}", Bounds(last, last), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678901234567890123456789012", "12345678901234567890123456789012", "12345678901234567890123456789012")]
    [InlineData("123456789012345678901234567890123", "12345678901234567890123456789012", "12345678901234567890123456789013")]
    [InlineData("1234567890123456789012345678901\uD7FFx", "1234567890123456789012345678901\uD7FF", "1234567890123456789012345678901\uE000")]
    [InlineData("123456789012345678901234567890a\U0010FFFFx", "123456789012345678901234567890a\U0010FFFF", "123456789012345678901234567890b")]
    [InlineData("🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆", "🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆", "🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦇")]
    public void Long_text_is_cut_to_32_characters_and_a_maximum_is_raised(string text, string minimum, string maximum)
    {
        var read = Read("string", Bounds(ColumnValue.Of(text), ColumnValue.Of(text)));
        Assert.Equal((minimum, maximum), (read.Minimum!.ToString(), read.Maximum!.ToString()));
        Assert.True(read.Minimum <= ColumnValue.Of(text) && read.Maximum >= ColumnValue.Of(text));
    }

    [Fact]
    public void What_has_no_safe_bound_has_none()
    {
        var highest = ColumnValue.Of(string.Concat(Enumerable.Repeat("\U0010FFFF", 33)));
        Assert.Null(Read("string", Bounds(highest, highest)).Maximum);
        var halfPair = ColumnValue.Of("a\uD800b");
        Assert.Contains("\"minValues\":{},\"maxValues\":{}", Bounds(halfPair, halfPair), StringComparison.Ordinal);
        var infinite = Bounds(ColumnValue.Of(double.NegativeInfinity), ColumnValue.Of(double.PositiveInfinity));
        Assert.Contains("\"minValues\":{},\"maxValues\":{}", infinite, StringComparison.Ordinal);
    }

    [Fact]
    public void A_NaN_which_engines_put_above_all_numbers_leaves_no_maximum()
    {
        var json = FileStatistics.Write(2, [new("c", ColumnValue.Of(1.5), ColumnValue.Of(2.5), 0) { HasNaN = true }]);
        Assert.Contains("\"minValues\":{\"c\":1.5},\"maxValues\":{}", json, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ColumnValue.Of(double.NaN));
    }

    [Fact]
    public void A_maximum_that_another_writer_cut_to_milliseconds_holds_for_the_microseconds()
    {
        var read = Read("timestamp", """{"maxValues":{"c":"2026-11-20T09:00:00.123-01:00"}}""");
        Assert.Equal("2026-11-20T10:00:00.123999Z", read.Maximum!.ToString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"numRecords":"3","minValues":{"c":"x"},"maxValues":{"c":{"d":1}},"nullCount":{"c":1.5}}""")]
    [InlineData("""{"numRecords":null,"minValues":{"c":true},"maxValues":null,"nullCount":[1]}""")]
    public void Statistics_that_cannot_be_read_say_nothing(string json)
    {
        var read = Read("long", json);
        Assert.Equal((null, null, null), (read.Minimum, read.Maximum, read.NullCount));
        Assert.Null(FileStatistics.RecordsOf(TestTable.File("a") with { Stats = json }));
    }

    [Fact]
    public void A_number_in_a_text_column_and_a_text_in_a_number_column_are_no_bounds()
    {
        Assert.Null(Read("string", """{"minValues":{"c":1}}""").Minimum);
        Assert.Null(Read("long", """{"minValues":{"c":"1"}}""").Minimum);
        Assert.Null(Read("double", """{"maxValues":{"c":"NaN"}}""").Maximum);
    }

    [Fact]
    public void Counts_are_read()
    {
        const string Json = """{"x":{"numRecords":9},"numRecords":3,"nullCount":{"b":1,"c":2}}""";
        Assert.Equal(3, FileStatistics.RecordsOf(TestTable.File("a") with { Stats = Json }));
        Assert.Equal(2, Read("long", Json).NullCount);
    }

    private static string Bounds(ColumnValue minimum, ColumnValue maximum) => FileStatistics.Write(1, [new("c", minimum, maximum, 0)]);

    private static ColumnStatistics Read(string type, string json) =>
        FileStatistics.Of(TestTable.File("a") with { Stats = json }, new DeltaField("c", new DeltaPrimitive(type)));
}
