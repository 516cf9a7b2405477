using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Datalake.Json;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Json;

public class JsonCursorAgainstSystemTextJsonTests
{
    private const int Depth = 6;

    [Fact]
    public void Random_json_is_read_and_copied_as_the_reader_of_the_framework_reads_it() =>
        Property.Holds(Property.Bytes(Text), text => AssertSame(text.Bytes), 4000);

    [Fact]
    public void Broken_json_is_accepted_exactly_where_the_reader_of_the_framework_accepts_it() =>
        Property.Holds(Property.Bytes(random => Mutation.Apply(random, Text(random))), text => AssertSame(text.Bytes), 20_000);

    [Fact]
    public void Random_tokens_in_a_row_are_accepted_exactly_where_the_reader_of_the_framework_accepts_them()
    {
        string[] tokens =
        [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"\"",
            "1",
            "-",
            "-1",
            "01",
            "1.",
            ".5",
            "1e",
            "1e5",
            "+1",
            "true",
            "tru",
            "null",
            "false",
            "NaN",
            " ",
            "\n",
            "\t",
            "\u0001",
            "\\",
            "'a'",
            "//",
            "/**/",
            "\uFEFF",
        ];
        Property.Holds(
            Property.Bytes(random =>
                Encoding.UTF8.GetBytes(
                    string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => tokens[random.Next(tokens.Length)])))
            ),
            text => AssertSame(text.Bytes),
            20_000);
    }

    [Fact]
    public void Strings_of_random_bytes_are_decoded_as_the_reader_of_the_framework_decodes_them()
    {
        string[] pieces =
        [
            "a",
            "0123456789abcdef",
            "é",
            "€",
            "😀",
            "\\n",
            "\\t",
            "\\\"",
            "\\\\",
            "\\/",
            "\\b",
            "\\f",
            "\\r",
            "\\u0041",
            "\\u00e9",
            "\\uD83D\\uDE00",
            "\\ud83d",
            "\\ude00",
            "\\u12",
            "\\x",
            "\\",
            "\"",
            "\n",
            "\0",
            "\u007f",
        ];
        Property.Holds(
            Property.Bytes(random =>
                Encoding.UTF8.GetBytes(
                    $"\"{string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(random.Next(4) == 0 ? pieces.Length : 16)]))}\""
                )
            ),
            text => AssertSameString(text.Bytes),
            10_000);
    }

    [Fact]
    public void A_string_of_any_length_at_any_offset_is_read_whole_with_a_quote_or_an_escape_at_any_place()
    {
        string[] specials = ["", "\\n", "\\u20ac", "\\ud83d\\ude00", "€", "\\\\"];
        for (var offset = 0; offset <= 17; offset++)
        {
            for (var length = 0; length <= 70; length++)
            {
                var place = (length * 7 + offset) % (length + 1);
                var content = new string('x', place) + specials[(length + offset) % specials.Length] + new string('y', length - place);
                AssertSame(Encoding.UTF8.GetBytes(new string(' ', offset) + $"\"{content}\""));
                AssertSameString(Encoding.UTF8.GetBytes($"\"{content}\""));
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Nesting_is_allowed_up_to_the_depth_and_no_further(int depth)
    {
        var atLimit = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth)));
        Assert.Equal((true, JsonFault.None), Skip(atLimit, depth));
        Assert.Equal((false, JsonFault.TooDeep), Skip(atLimit, depth - 1));
        Assert.NotNull(JsonOracle.Compact(atLimit, depth));
        Assert.Null(JsonOracle.Compact(atLimit, depth - 1));
    }

    private static byte[] Text(Random random)
    {
        var json = new RandomJson(random) { Depth = random.Next(Depth) };
        return Encoding.UTF8.GetBytes(json.Blank() + json.Value() + json.Blank());
    }

    private static (bool Read, JsonFault Fault) Skip(byte[] text, int depth)
    {
        var cursor = new JsonCursor(text);
        cursor.SkipWhiteSpace();
        return (cursor.SkipValue(depth) && cursor.ExpectEnd(), cursor.Fault);
    }

    private static void AssertSame(byte[] text)
    {
        // The cursor is given valid UTF-8 only; whoever calls it checks that in one pass of its own.
        if (!Utf8.IsValid(text)) return;
        var expected = JsonOracle.Compact(text, Depth);
        var (read, fault) = Skip(text, Depth);
        Assert.Equal(expected is not null, read);
        Assert.Equal(expected is null, fault != JsonFault.None);

        using var copy = new Utf8Output(16);
        var cursor = new JsonCursor(text);
        cursor.SkipWhiteSpace();
        Assert.Equal(expected is not null, cursor.CopyValue(copy, Depth) && cursor.ExpectEnd());
        if (expected is not null) Assert.Equal(expected, Encoding.UTF8.GetString(copy.WrittenSpan));
    }

    private static void AssertSameString(byte[] text)
    {
        var reader = new Utf8JsonReader(text);
        string? expected;
        try
        {
            expected = reader.Read() && reader.BytesConsumed == text.Length ? reader.GetString() : null;
            if (reader.Read()) expected = null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            expected = null;
        }

        using var decoded = new Utf8Output(16);
        var cursor = new JsonCursor(text);
        var read = cursor.DecodeString(decoded) && cursor.ExpectEnd();
        Assert.Equal(expected is not null, read);
        if (read) Assert.Equal(expected, Encoding.UTF8.GetString(decoded.WrittenSpan));
    }
}
