using System.Text;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

public class JsonRecordReaderTests
{
    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":1}\n")]
    [InlineData("  {\"a\":1}  \r\n\r\n")]
    [InlineData("\uFEFF{\"a\":1}")]
    [InlineData("{\n  \"a\": 1\n}\n")]
    [InlineData("{\"a\":[\n{\"b\":1}\n]}")]
    [InlineData("[{\"a\":1}]")]
    [InlineData(" \n[ {\"a\":1} ]\n ")]
    [InlineData("\uFEFF[\n{\"a\":1}\n]")]
    public void An_arrival_of_one_record_is_single(string text)
    {
        foreach (var chunk in (int[])[1, 3, 1000])
        {
            var frames = Arrival.Frames(new ChunkedStream(Encoding.UTF8.GetBytes(text), () => chunk));
            var frame = Assert.Single(frames.All);
            Assert.True(frames.IsSingle);
            Assert.Null(frame.Rule);
            Assert.Contains("\"a\"", frame.Text, StringComparison.Ordinal);
            Assert.Equal(text.Contains("\"b\"", StringComparison.Ordinal), frame.Text.Contains("\"b\"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":2}")]
    [InlineData("{\"a\":1}\r\n{\"a\":2}\r\n")]
    [InlineData("{\n\"a\":1}\n{\"a\":2}")]
    [InlineData("{\n\"a\":1}{\n\"a\":2}")]
    [InlineData("[{\"a\":1},{\"a\":2}]")]
    [InlineData("[{\"a\":1}]{\"a\":2}")]
    [InlineData("[{\"a\":1}]\n\n[{\"a\":2}]")]
    [InlineData("[{\"a\":1}")]
    [InlineData("{\"a\":1}\nx")]
    public void An_arrival_of_more_than_one_record_is_not_single(string text)
    {
        foreach (var chunk in (int[])[1, 3, 1000])
        {
            var frames = Arrival.Frames(new ChunkedStream(Encoding.UTF8.GetBytes(text), () => chunk));
            Assert.Equal(2, frames.All.Count);
            Assert.False(frames.IsSingle);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\uFEFF")]
    public void An_arrival_without_anything_is_one_frame_that_says_so(string text)
    {
        var frames = Arrival.Frames(Encoding.UTF8.GetBytes(text));
        Assert.Equal((RecordRules.Empty, 1L), (Assert.Single(frames.All).Rule, frames.All[0].Number));
        Assert.True(frames.IsSingle);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\n[ ]\n")]
    [InlineData("\uFEFF[]")]
    public void An_array_without_elements_is_a_batch_without_records(string text)
    {
        foreach (var chunk in (int[])[1, 1000])
            Assert.Empty(Arrival.Frames(new ChunkedStream(Encoding.UTF8.GetBytes(text), () => chunk)).All);
    }

    [Fact]
    public void Lines_are_numbered_with_the_blank_ones_and_placed_by_their_bytes()
    {
        var frames = Arrival.Frames("\uFEFF\n{\"a\":1}\n\n \n{\"é\":2}\r\n\n  {\"a\":3}"u8.ToArray());
        Assert.Equal([(2L, 4L), (5L, 15L), (7L, 28L)], frames.All.Select(frame => (frame.Number, frame.Offset)));
    }

    [Theory]
    [InlineData("[{\"a\":1},\n\n{\"a\":2},{\"a\":3}]")]
    [InlineData("\n\n[{\"a\":1},{\"a\":2}\n,{\"a\":3}]")]
    [InlineData("\n{\n\"a\":1}\n\n{\"a\"\n:2}\n{\"a\":3}")]
    public void Records_that_are_not_lines_are_numbered_by_their_place(string text)
    {
        var frames = Arrival.Frames(Encoding.UTF8.GetBytes(text));
        Assert.Equal([1L, 2L, 3L], frames.All.Select(frame => frame.Number));
        Assert.All(frames.All, frame => Assert.Equal(frame.Text, text.Substring((int)frame.Offset, (int)frame.Bytes)));
    }

    [Fact]
    public void A_broken_line_costs_one_record()
    {
        Assert.Equal(["{\"a\":1}", "{\"a\":", "{\"a\":3}"], Arrival.Read("{\"a\":1}\n{\"a\":\n{\"a\":3}\n"));
        Assert.Equal(["{\"a\":", "{\"a\":2}", "{\"a\":3}"], Arrival.Read("{\"a\":\n{\"a\":2}\n{\"a\":3}\n"));
        Assert.Equal(["{\"a\":\"", "{\"a\":2}"], Arrival.Read("{\"a\":\"\n{\"a\":2}"));
        Assert.Equal(["{\"a\":[1,", "{\"a\":2}", "{\"a\":3}"], Arrival.Read("{\"a\":[1,\n{\"a\":2}\n{\"a\":3}\n"));
        Assert.Equal(["12", "{\"a\":2}"], Arrival.Read("12\n{\"a\":2}"));
        Assert.Equal(["{\"a\":1}", "1", "{\"a\":2}", "{\"a\":3}"], Arrival.Read("{\"a\":1}\n[1\n{\"a\":2}\n{\"a\":3}\n"));
        Assert.Equal(["{\"a\":1}", "{\"a\":2"], Arrival.Read("{\"a\":1}\n{\"a\":2"));
    }

    [Fact]
    public void Objects_over_several_lines_are_found_with_garbage_between_them_as_frames_of_its_own()
    {
        Assert.Equal(
            ["{\n\"a\": {\"b\":\"}\\\"}\"}\n}", "{\n\"a\": 2\n}"], Arrival.Read("{\n\"a\": {\"b\":\"}\\\"}\"}\n}\n\n{\n\"a\": 2\n}"));
        Assert.Equal(["{\n\"a\":1}", "oh dear", "{\n\"a\":2}"], Arrival.Read("{\n\"a\":1}\noh dear\n{\n\"a\":2}"));
        Assert.Equal(["{\n\"a\":1}", "{\n\"a\":"], Arrival.Read("{\n\"a\":1}\n{\n\"a\":"));
    }

    [Fact]
    public void An_array_that_is_cut_keeps_its_whole_records()
    {
        Assert.Equal(["{\"a\":1}", "<truncated>"], Arrival.Read("[{\"a\":1}"));
        Assert.Equal(["{\"a\":1}", "<truncated>"], Arrival.Read("[{\"a\":1},"));
        Assert.Equal(["{\"a\":1}", "{\"a\":"], Arrival.Read("[{\"a\":1},{\"a\":"));
        Assert.Equal(["<truncated>"], Arrival.Read("["));
    }

    [Fact]
    public void Garbage_in_an_array_costs_what_it_stands_for()
    {
        Assert.Equal(
            ["{\"a\":1}", "12", "nonsense", "\"a, b]\"", "[3]", "{\"a\":2}"],
            Arrival.Read("[{\"a\":1}, 12, nonsense,\"a, b]\",[3],{\"a\":2}]")
        );
        Assert.Equal(["<malformed-json>", "{\"a\":1}", "<malformed-json>", "{\"a\":2}"], Arrival.Read("[,{\"a\":1},,{\"a\":2}]"));
        Assert.Equal(["{\"a\":1}", "{\"a\":2}", "x"], Arrival.Read("[{\"a\":1},{\"a\":2}]x"));
    }

    [Fact]
    public void A_missing_comma_costs_nothing() =>
        Assert.Equal(["{\"a\":1}", "{\"a\":2}", "{\"a\":3}"], Arrival.Read("[{\"a\":1} {\"a\":2},{\"a\":3}]"));

    [Fact]
    public void The_frames_do_not_depend_on_the_pieces_the_stream_comes_in()
    {
        string[] pieces =
        [
            "{\"a\":1}",
            "{\"a\":[1,{}]}",
            "{\n\"a\":1}",
            "{\"a\":\"]}\\\"\"}",
            "\n",
            "\n",
            "\r\n",
            ",",
            "[",
            "]",
            "[",
            "}{",
            "\u001e",
            "\t",
            "\r",
            "  {\"b\":2}",
            ":",
            " ",
            "{",
            "}",
            "{\"a\":[",
            "]}",
            "\"",
            "\"x, y\"",
            "12",
            "nul",
            "\uFEFF",
            "{\"a\":\"a text that is long enough to be larger than the limit of the record, which is small here\"}",
            "a word that is as long as that, so that it goes over the limit in the middle of it",
        ];
        Property.Holds(Property.Bytes(random => Pieces(random, pieces)), text => AssertSameInPieces(text.Bytes, Arrival.Json), 5000);
    }

    [Fact]
    public void The_rows_do_not_depend_on_the_pieces_the_stream_comes_in()
    {
        string[] pieces =
        [
            "a",
            "b",
            ",",
            ",",
            "\n",
            "\n",
            "\r\n",
            "\"",
            "\"\"",
            "\"a\"",
            "\"a,\n\"",
            "é",
            "\uFEFF",
            "\r",
            "a field that is long enough to be larger than the limit of the record, if it comes twice",
        ];
        Property.Holds(
            Property.Bytes(random => [.. "a,b\n"u8, .. Pieces(random, pieces)]),
            text => AssertSameInPieces(text.Bytes, Arrival.Csv),
            5000);
    }

    [Theory]
    [InlineData("{\"a\":1}", true, new[] { 1L })]
    [InlineData("{\"a\":1}\n", true, new[] { 1L })]
    [InlineData("{\"a\":1}\n\n", false, new[] { 1L })]
    [InlineData("\n{\"a\":2}\n", false, new[] { 2L })]
    [InlineData("{\"a\":1}\n\n{\"a\":3}\n", false, new[] { 1L, 3L })]
    [InlineData("\n\n\n{\"a\":4}\n\n\n{\"a\":7}", false, new[] { 4L, 7L })]
    public void In_a_structured_object_every_line_counts_blank_ones_too(string lines, bool single, long[] numbers)
    {
        foreach (var chunk in (int[])[1, 2, 1000])
        {
            var frames = Arrival.Structured(lines, chunk);
            Assert.Equal(single, frames.IsSingle);
            Assert.Equal(numbers, frames.All.Select(frame => frame.Number));
        }
    }

    [Fact]
    public void A_structured_line_is_a_record_even_where_it_looks_like_something_else()
    {
        var frames = Arrival.Structured("[1]\n{\"a\":\n");
        Assert.Equal(["[1]", "{\"a\":"], Arrival.Texts(frames));
    }

    private static byte[] Pieces(Random random, string[] pieces) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)])));

    private static void AssertSameInPieces(byte[] text, RawFormat format)
    {
        // The smallest limits, so that records over them are met too.
        var limits = new RecordLimits { RecordBytes = 64, Depth = 8 };
        var whole = Arrival.Frames(text, format, limits);
        var random = new Random(text.Length);
        foreach (var most in (int[])[1, 2, 7, 40])
        {
            var pieces = Arrival.Frames(new ChunkedStream(text, () => random.Next(1, most + 1)), format, limits);
            Assert.Equal(whole.All, pieces.All);
            Assert.Equal(whole.IsSingle, pieces.IsSingle);
        }
    }
}
