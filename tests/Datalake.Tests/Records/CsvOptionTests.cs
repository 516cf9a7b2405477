using System.Text;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

/// <summary><c>raw.csv</c>, and the names of a header.</summary>
public class CsvOptionTests
{
    [Theory]
    [InlineData("id,ts,name,,\na,1,x,,\n", "{\"id\":\"a\",\"ts\":\"1\",\"name\":\"x\"}")]
    [InlineData("id,ts,name,,\na,1,x\n", "{\"id\":\"a\",\"ts\":\"1\",\"name\":\"x\"}")]
    [InlineData(",id\n7,a\n", "{\"column_1\":\"7\",\"id\":\"a\"}")]
    [InlineData("id,,\na,x,y\n", "{\"id\":\"a\",\"column_2\":\"x\",\"column_3\":\"y\"}")]
    [InlineData("id,n,n,n\na,1,2,3\n", "{\"id\":\"a\",\"n\":\"1\",\"n_2\":\"2\",\"n_3\":\"3\"}")]
    [InlineData("n,n_2,n\n1,2,3\n", "{\"n\":\"1\",\"n_2\":\"2\",\"n_3\":\"3\"}")]
    [InlineData("column_2,\n1,2\n", "{\"column_2\":\"1\",\"column_2_2\":\"2\"}")]
    public void Unnamed_and_repeated_columns_get_a_name(string text, string record) => Reads(new CsvFormat(), text, record);

    [Theory]
    [InlineData("id,ts,name,,\na,1\n")]
    [InlineData("id,ts\na,1,\n")]
    public void A_row_that_misses_a_named_column_or_has_one_more_is_a_problem(string text) =>
        Assert.Equal([$"<{RecordRules.MalformedCsv}>"], Arrival.ReadCsv(text));

    [Fact]
    public void Quote_none_takes_quotes_as_text() =>
        Reads(new CsvFormat { Quote = null, Delimiter = '\t' }, "a\tb\n5\" pipe\t\"x\n", "{\"a\":\"5\\\" pipe\",\"b\":\"\\\"x\"}");

    [Fact]
    public void A_single_quote_may_be_the_quote() =>
        Reads(new CsvFormat { Quote = '\'' }, "a,b\n'1,\n2','it''s'\n", "{\"a\":\"1,\\n2\",\"b\":\"it's\"}");

    [Theory]
    [InlineData("a,b\nx\\,y,z\n", "{\"a\":\"x,y\",\"b\":\"z\"}")]
    [InlineData("a,b\n\"say \\\"hi\\\", you\",z\n", "{\"a\":\"say \\\"hi\\\", you\",\"b\":\"z\"}")]
    [InlineData("a,b\nx\\\ny,\"\\\\\"\n", "{\"a\":\"x\\ny\",\"b\":\"\\\\\"}")]
    [InlineData("a,b\n\\\"x,\\N\n", "{\"a\":\"\\\"x\"}")]
    public void An_escape_takes_the_meaning_from_the_next_character(string text, string record) =>
        Reads(new CsvFormat { Escape = '\\', NullWords = ["\\N"] }, text, record);

    [Fact]
    public void Names_stand_for_a_header_that_is_not_there()
    {
        var csv = new CsvFormat { HasHeader = false, Names = ["id", "at"] };
        Reads(csv, "a,1\n", "{\"id\":\"a\",\"at\":\"1\"}");
        Assert.Equal([$"<{RecordRules.Empty}>"], Read(csv, ""));
    }

    [Fact]
    public void Lines_in_front_of_the_header_are_skipped() =>
        Reads(new CsvFormat { SkipLines = 2 }, "\uFEFFReport \"of\r\n\nid,n\r\na,1\r\n", "{\"id\":\"a\",\"n\":\"1\"}");

    [Fact]
    public void Null_words_are_absent_unless_they_are_quoted() =>
        Reads(new CsvFormat { NullWords = ["NA", "-"] }, "a,b,c,d\nNA,-,\"NA\",na\n", "{\"c\":\"NA\",\"d\":\"na\"}");

    [Fact]
    public void Blanks_are_trimmed_where_the_contract_says_so()
    {
        Reads(new CsvFormat { Trim = true }, " a , b\n  x y ,  \"1, \n2\" \t\n", "{\"a\":\"x y\",\"b\":\"1, \\n2\"}");
        Reads(new CsvFormat { Trim = true, Delimiter = '\t' }, "a\tb\n \t x\n", "{\"b\":\"x\"}");
    }

    [Fact]
    public void A_header_without_a_declared_column_is_one_problem_that_shows_both()
    {
        var csv = new CsvFormat { Declared = ["OrderId"] };
        var frame = Assert.Single(
            Arrival.Frames("id;at\na;1\nb;2\n"u8.ToArray(), Arrival.Csv with { Csv = csv }).All);
        Assert.Equal(RecordRules.MalformedCsv, frame.Rule);
        Assert.Contains("'id;at'", frame.Message, StringComparison.Ordinal);
        Assert.Contains("'OrderId'", frame.Message, StringComparison.Ordinal);
        Assert.Contains("raw.csv.delimiter", frame.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CsvEncoding.Latin1, new byte[] { 0xe9, 0x80 }, "é\u0080")]
    [InlineData(CsvEncoding.Windows1252, new byte[] { 0xe9, 0x80, 0x93 }, "é€“")]
    [InlineData(CsvEncoding.Utf16, new byte[] { 0x33, 0x26, 0xe9 }, null)]
    public void Other_encodings_are_read(CsvEncoding encoding, byte[] value, string? text)
    {
        var csv = new CsvFormat { Encoding = encoding };
        if (text is null)
        {
            Assert.Equal(["{\"a\":\"☃é😀\"}"], Texts(csv, Encoding.Unicode.GetBytes("a\n☃é😀\n")));
            Assert.Equal(["{\"a\":\"☃é😀\"}"], Texts(csv, Encoding.BigEndianUnicode.GetBytes("a\n☃é😀\n")));
            return;
        }

        Assert.Equal([$"{{\"a\":\"{text}\"}}"], Texts(csv, [.. "a\n"u8, .. value, .. "\n"u8]));
        Assert.Equal(["{\"a\":\"é\"}"], Texts(csv, [.. "\uFEFFa\né\n"u8]));
    }

    private static void Reads(CsvFormat csv, string text, string record) => Assert.Equal([record], Read(csv, text));

    private static string[] Read(CsvFormat csv, string text) => Texts(csv, Encoding.UTF8.GetBytes(text));

    private static string[] Texts(CsvFormat csv, byte[] bytes)
    {
        var format = Arrival.Csv with { Csv = csv };
        var whole = Arrival.Texts(Arrival.Frames(bytes, format));
        foreach (var chunk in (int[])[1, 2, 5])
            Assert.Equal(whole, Arrival.Texts(Arrival.Frames(new ChunkedStream(bytes, () => chunk), format)));
        return whole;
    }
}
