using System.Globalization;
using System.Text;

namespace Datalake.Tests.Checking;

/// <summary>
/// Writes random JSON text: every kind of token, white space between them where asked for, escapes and wide characters in strings.
/// </summary>
internal sealed class RandomJson(Random random)
{
    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "1",
        "-1",
        "12",
        "1.5",
        "-0.001",
        "1e2",
        "1E+2",
        "5e-3",
        "0.0",
        "-0.0e5",
        "1.0",
        "1e400",
        "-1e-400",
        "0e99999999999",
        "123456789012345678901234567890",
        "99999.9999",
        "127",
        "128",
        "-128",
        "-129",
        "1.27e2",
        "12.8e1",
        "32767",
        "32768",
        "-32768",
        "-32769",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649.0",
        "999999999999999999",
        "-999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9.223372036854775809e18",
        "3.4028235e38",
        "3.4028236e38",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "5e-324",
        "99999999999999999999999999999999999999",
        "1e38",
        "1e-38",
        "1e-39",
    ];

    private static readonly string[] Fragments =
    [
        "a",
        "B",
        "7",
        " ",
        "é",
        "€",
        "😀",
        "\u007f",
        "\u2028",
        "\ufeff",
        "\\n",
        "\\r",
        "\\t",
        "\\b",
        "\\f",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u0041",
        "\\u0000",
        "\\u001F",
        "\\u20ac",
        "\\ud83d\\ude00", "\\uDBFF\\uDFFF", "{", "}", "[", "]", ",", ":", "longer text here", "{\\\"a\\\":1}"];

    /// <summary>The keys of objects; few of them, so that rules and columns meet them often.</summary>
    public string[] Keys { get; init; } = ["a", "b", "A", "key", "äö", "", "a\\\"b", "\\u0061", "a.b", "longer_key_name"];

    /// <summary>White space between tokens, sometimes; none at all in every third text.</summary>
    public bool Blanks { get; init; } = random.Next(3) > 0;

    /// <summary>How deep containers nest.</summary>
    public int Depth { get; init; } = 4;

    public string Value() => Value(Depth);

    public string Value(int depth) => random.Next(depth > 0 ? 10 : 6) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 or 3 => Number(),
        4 or 5 => Quoted(),
        6 => Array(depth - 1),
        _ => Object(depth - 1),
    };

    public string Object(int depth)
    {
        var members = Enumerable
            .Range(0, random.Next(5))
            .Select(_ => $"{Blank()}\"{Pick(Keys)}\"{Blank()}:{Blank()}{Value(depth)}{Blank()}");
        return $"{{{string.Join(',', members)}{Blank()}}}";
    }

    public string Array(int depth) =>
        $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Blank() + Value(depth) + Blank()))}{Blank()}]";

    public string Number() => random.Next(3) == 0 ? random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture) : Pick(Numbers);

    public string Quoted() => $"\"{Content()}\"";

    /// <summary>What may stand between the quotes of a string.</summary>
    public string Content()
    {
        var content = new StringBuilder();
        for (var i = random.Next(random.Next(4) == 0 ? 40 : 5); i > 0; i--) content.Append(Pick(Fragments));
        return content.ToString();
    }

    public string Blank() => Blanks ? random.Next(8) switch { 0 => " ", 1 => "\n\t", 2 => "\r\n  ", _ => "" } : "";

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
