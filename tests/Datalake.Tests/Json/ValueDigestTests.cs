using System.Globalization;
using System.Numerics;
using System.Text;
using Datalake.Json;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Json;

public class ValueDigestTests
{
    [Theory]
    [InlineData("100", "1e2")]
    [InlineData("100", "100.0")]
    [InlineData("1.5", "15E-1")]
    [InlineData("0", "-0.0e99999999999")]
    [InlineData("0.5", "5e-1")]
    [InlineData("12345678901234567890", "1234567890123456789e1")]
    [InlineData("123456789012345678.0", "1.23456789012345678e17")]
    [InlineData("1e400", "10e399")]
    [InlineData("0.0000000000000000001", "1e-19")]
    [InlineData("\"\\u00e9\\/\"", "\"é/\"")]
    [InlineData("{\"a\":1,\"b\":[{}]}", " { \"b\" : [ { \"x\" : null } ], \"\\u0061\" : 1.0 } ")]
    public void Other_forms_of_a_value_have_its_digest(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("1", "\"1\"")]
    [InlineData("1", "-1")]
    [InlineData("1", "10")]
    [InlineData("1", "0.1")]
    [InlineData("12345678901234567890", "12345678901234567891")]
    [InlineData("1e400", "1e401")]
    [InlineData("1e99999999999999999999", "1e99999999999999999998")]
    [InlineData("0.1", "0.10000000000000000001")]
    [InlineData("true", "\"true\"")]
    [InlineData("false", "0")]
    [InlineData("null", "\"null\"")]
    [InlineData("null", "{}")]
    [InlineData("[]", "{}")]
    [InlineData("[]", "[null]")]
    [InlineData("[null]", "[null,null]")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("[[1],2]", "[1,[2]]")]
    [InlineData("[[1,2]]", "[1,2]")]
    [InlineData("{\"a\":1,\"b\":2}", "{\"a\":2,\"b\":1}")]
    [InlineData("{\"a\":{\"b\":1}}", "{\"b\":{\"a\":1}}")]
    [InlineData("{\"a\":{\"b\":1}}", "{\"a\":1,\"b\":1}")]
    [InlineData("{\"a\":\"b\"}", "{\"b\":\"a\"}")]
    [InlineData("{\"a\":1}", "{\"A\":1}")]
    [InlineData("{\"a\":1,\"a\":1}", "{}")]
    [InlineData("{\"a\":\"\"}", "{}")]
    [InlineData("\"a\"", "\"a \"")]
    public void Other_values_have_another_digest(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void Random_values_keep_their_digest_in_random_forms() =>
        Property.Holds(Property.Made(random => (Value(random), random.Next())), given =>
        {
            var value = JsonTree.Parse(Encoding.UTF8.GetBytes(given.Item1))!;
            Assert.Equal(Of(given.Item1), Of(Reformed(value, new Random(given.Item2))));
        });

    [Fact]
    public void A_random_change_of_one_value_changes_the_digest() =>
        Property.Holds(Property.Made(random => (Value(random), random.Next())), given =>
        {
            var value = JsonTree.Parse(Encoding.UTF8.GetBytes(given.Item1))!;
            var changed = Changed(value, new Random(given.Item2));
            if (changed is not null) Assert.NotEqual(Of(given.Item1), Of(changed.Compact()));
        });

    private static UInt128 Of(string json) => ValueDigest.Of(Encoding.UTF8.GetBytes(json.Trim()));

    private static string Value(Random random) => new RandomJson(random) { Blanks = false, Keys = ["a", "b", "key", "äö", "", "a\\\"b", "\\u0063"] }.Object(4);

    private static string Reformed(JsonTree value, Random random) => value switch
    {
        JsonObjectTree record => $"{{ {string.Join(" , ", Shuffled(record, random).Select(member => $"{Escaped(member.Key.Text, random)}:{Reformed(member.Value, random)}"))}}}",
        JsonArrayTree array => $"[{string.Join(" ,", array.Items.Select(item => Reformed(item, random)))}\n]",
        JsonString { Text: var text } => Escaped(text, random),
        JsonWord { Text: var word } when word[0] is '-' or (>= '0' and <= '9') => OtherForm(word, random),
        _ => value.Compact(),
    };

    private static JsonMember[] Shuffled(JsonObjectTree record, Random random)
    {
        var members = record.Members.Where(member => member.Value is not JsonWord { IsNull: true }).ToList();
        var unused = new JsonString("unused", "unused");
        if (random.Next(3) == 0) members.Add(new JsonMember(unused, new JsonWord("null")));
        var shuffled = members.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static string Escaped(string text, Random random) =>
        $"\"{string.Concat(text.Select(letter => random.Next(2) == 0 || letter is < ' ' or '"' or '\\' || char.IsSurrogate(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))}\"";

    private static string OtherForm(string number, Random random)
    {
        var parts = number.Split('e', 'E');
        var exponent = parts.Length > 1 ? BigInteger.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var mantissa = parts[0];
        return random.Next(3) switch
        {
            0 => mantissa.Contains('.', StringComparison.Ordinal) ? $"{mantissa}00e{exponent}" : $"{mantissa}.0E{exponent}",
            1 when !mantissa.Contains('.', StringComparison.Ordinal) && mantissa.TrimStart('-') != "0" => $"{mantissa}00e{exponent - 2}",
            _ => number,
        };
    }

    /// <summary>The value with one scalar in it changed; null when it has none that can be.</summary>
    private static JsonTree? Changed(JsonTree value, Random random)
    {
        switch (value)
        {
            case JsonObjectTree { Members.Count: > 0 } record:
                // A value of two equal keys could be that of the other afterwards.
                var at = random.Next(record.Members.Count);
                if (record.Members.Count(member => member.Key.Text == record.Members[at].Key.Text) > 1) return null;
                return Changed(record.Members[at].Value, random) is { } inner
                    ? new JsonObjectTree([.. record.Members.Select((member, i) => i == at ? new JsonMember(member.Key, inner) : member)])
                    : null;
            case JsonArrayTree { Items.Count: > 0 } array:
                var place = random.Next(array.Items.Count);
                return Changed(array.Items[place], random) is { } item
                    ? new JsonArrayTree([.. array.Items.Select((each, i) => i == place ? item : each)])
                    : null;
            case JsonString { Text: var text }:
                return new JsonString(null!, text + "x") is var changed ? new JsonString($"{new string('x', text.Length + 1)}", changed.Text) : null;
            case JsonWord { Text: "true" }:
                return new JsonWord("false");
            case JsonWord { IsNull: true }:
                return new JsonWord("0");
            case JsonWord { Text: var word } when word.Length < 15 && !word.Contains('e', StringComparison.OrdinalIgnoreCase):
                return new JsonWord(word.Contains('.', StringComparison.Ordinal) ? word + "1" : word + ".5");
            default:
                return null;
        }
    }
}
