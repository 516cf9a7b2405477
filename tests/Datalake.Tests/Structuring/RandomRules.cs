using System.Text;
using System.Text.Json;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Structuring;

/// <summary>Makes contracts and records with so few keys that the rules of the one often meet the values of the other.</summary>
internal sealed class RandomRules(Random random)
{
    // The Kelvin sign is a k in lower case, and no k in upper case.
    private static readonly string[] Keys =
    [
        "\u212a",
        "a",
        "b",
        "A",
        "ab",
        "bab",
        "a.b",
        "\\u0061",
        "\u00e9",
        "\\u00C9",
        "\\ud83d\\ude00",
        "q\\\"q",
        "",
        "a_key_of_as_many_as_thirty_bytes",
    ];
    private static readonly string[] PathKeys =
    ["k", "a", "b", "B", "ab", "BAB", "[\"a.b\"]", "\u00c9", "[\"😀\"]", "[\"q\\\"q\"]", "A_key_of_as_many_as_thirty_bytes"];
    private static readonly string[] LastKeys =
    ["k", "K*", "a", "b", "AB", "bab", "*", "a*", "*b", "*a*", "b*b", "a*b*", "\u00c9*", "*\"*", "*thirty*"];

    private static readonly string[] Targets = ["a", "z", "k\"q", "\u00e9", "a_key_of_more_than_thirty_two_bytes_in_all"];

    private static readonly ProtectionKind[] Kinds =
    [ProtectionKind.Hmac, ProtectionKind.Encrypt, ProtectionKind.Mask, ProtectionKind.Remove];
    private static readonly JsonSerializerOptions FewEscapes = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public DatasetContract Contract()
    {
        var contract = Contracts.Of(("b", "string"), ("id", "string"));
        return contract with
        {
            Raw = contract.Raw with { Stringified = random.Next(3) > 0 },
            Structure = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Rule())],
            Protect =
            [
                .. Enumerable
                    .Range(0, random.Next(3))
                    .Select(_ => new ProtectRule(Path(), Kinds[random.Next(Kinds.Length)], KeyReference.Default)),
            ],
        };
    }

    /// <summary>A record whose top-level values may be strings that hold JSON, sound or broken.</summary>
    public byte[] Record()
    {
        var json = new RandomJson(random) { Keys = Keys };
        var members = Enumerable.Range(0, random.Next(6)).Select(_ => $"{json.Blank()}\"{Pick(Keys)}\":{json.Blank()}{TopValue(json)}");
        return Encoding.UTF8.GetBytes($"{json.Blank()}{{{string.Join(',', members)}{json.Blank()}}}{json.Blank()}");
    }

    private string TopValue(RandomJson json) => random.Next(6) switch
    {
        0 => json.Value(),
        1 => Quote(Quote(json.Value())),
        2 => Quote($"{{\"a\":{Quote(json.Value())},\"b\":[{Quote(Quote(json.Value()))}]}}"),
        3 => Quote(Encoding.UTF8.GetString(Mutation.Apply(random, Encoding.UTF8.GetBytes(json.Value())))),
        _ => Quote(json.Blank() + json.Value() + json.Blank()),
    };

    // The framework's writer escapes more than it must, ours less; both have to be read.
    private string Quote(string text) => random.Next(2) == 0
        ? JsonSerializer.Serialize(text)
        : JsonSerializer.Serialize(text, FewEscapes);

    private StructureRule Rule() => random.Next(7) switch
    {
        0 or 1 => new EntriesRule(Path(), "k", "v", random.Next(3) switch { 0 => null, 1 => "[]", _ => "{\"k\":[1.50]}" }),
        2 => new RenameRule(KeyPath(random.Next(3) == 0), Pick(Targets)),
        3 => new CopyRule(KeyPath(anyDepth: false), Pick(Targets)),
        4 => new FillRule(FieldPath.Parse(KeyPath(anyDepth: false).Text), random.Next(2) == 0 ? "0" : "[true]"),
        _ => new DropRule(Path()),
    };

    /// <summary>A path that ends with a key; for any depth, or through objects only.</summary>
    private FieldPath KeyPath(bool anyDepth) =>
        FieldPath.Parse((anyDepth ? "**." : "") + string.Join('.', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(PathKeys))));

    private FieldPath Path()
    {
        var path = new StringBuilder(random.Next(3) == 0 ? "**." : "");
        for (var i = random.Next(3); i > 0; i--) path.Append(Pick(PathKeys)).Append(random.Next(3) == 0 ? "[]." : ".");
        return FieldPath.Parse(path.Append(Pick(LastKeys)).Append(random.Next(4) == 0 ? "[]" : "").ToString());
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
