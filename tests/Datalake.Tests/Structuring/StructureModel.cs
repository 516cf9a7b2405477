using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Structuring;

/// <summary>The rules for structuring, written as plainly as can be: over a tree, with the whole path of each value in hand.</summary>
internal sealed class StructureModel(DatasetContract contract, byte[] key)
{
    /// <summary>A step into an element, in a path made of keys.</summary>
    private const string? Element = null;

    /// <summary>The structured text; null when the text is no record.</summary>
    public string? Structure(byte[] text)
    {
        try
        {
            return JsonTree.Parse(text) is JsonObjectTree record ? Inside(record, []).Compact() : null;
        }
        catch (UnprotectedException)
        {
            return null;
        }
    }

    private JsonTree? Apply(JsonTree value, string?[] path)
    {
        if (First(contract.Structure.OfType<DropRule>(), path) is not null) return null;
        var protect = contract.Protect.Where(rule => Matches(rule.Path, path)).ToArray();
        if (protect.Any(rule => rule.With == ProtectionKind.Remove)) return null;
        if (protect is [var first, ..])
            return value is JsonWord { IsNull: true } or JsonString { Text: "" } ? value : Protected(value, first.With);

        if (path is [{ } column] && value is JsonString text && Decodes(column))
        {
            var decoded = JsonTree.Parse(Encoding.UTF8.GetBytes(text.Text));
            if (
                decoded is null
                && text.Text.TrimStart(' ', '\t', '\r', '\n') is ['{' or '[', ..]
                && contract.Protect.Any(rule => ReachesInto(rule.Path, column))
            )
                throw new UnprotectedException();
            value = decoded ?? value;
        }

        return First(contract.Structure.OfType<EntriesRule>(), path) is { } rule ? Entries(value, rule, path) : Inside(value, path);
    }

    private JsonTree Inside(JsonTree value, string?[] path) => value switch
    {
        JsonObjectTree record => new JsonObjectTree([.. Members(record, path)]),
        JsonArrayTree array => new JsonArrayTree([.. array.Items.Select(item => Apply(item, [.. path, Element])).OfType<JsonTree>()]),
        _ => value,
    };

    private JsonTree Entries(JsonTree value, EntriesRule rule, string?[] path) => value switch
    {
        JsonObjectTree record => new JsonArrayTree([.. Members(record, path).Select(member => Entry(member, rule))]),
        JsonWord { IsNull: true } when rule.Default is not null => new JsonWord(rule.Default),
        _ => Inside(value, path),
    };

    private IEnumerable<JsonMember> Members(JsonObjectTree record, string?[] path) =>
        from member in record.Members
        let value = Apply(member.Value, [.. path, member.Key.Text])
        where value is not null
        select new JsonMember(member.Key, value);

    private static JsonObjectTree Entry(JsonMember member, EntriesRule rule) =>
        new([new(Name(rule.KeyName), member.Key), new(Name(rule.ValueName), member.Value)]);

    private static JsonString Name(string text) => new(text, text);

    private JsonString Protected(JsonTree value, ProtectionKind kind)
    {
        var text = value is JsonString { Text: var content } ? content : value.Compact();
        var hidden = kind switch
        {
            ProtectionKind.Hmac => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))),
            ProtectionKind.Encrypt => Encrypted(Encoding.UTF8.GetBytes(text)),
            _ => string.Concat(text.EnumerateRunes().Select(rune => Rune.IsLetterOrDigit(rune) ? "*" : rune.ToString())),
        };
        return new JsonString(Escaped(hidden), hidden);
    }

    private string Encrypted(byte[] text)
    {
        var nonce = HMACSHA256.HashData(Derived("datalake nonce v1"), text)[..12];
        var (hidden, tag) = (new byte[text.Length], new byte[16]);
        using var cipher = new AesGcm(Derived("datalake encrypt v1"), tag.Length);
        cipher.Encrypt(nonce, text, hidden, tag);
        return Convert.ToBase64String([.. nonce, .. hidden, .. tag]);
    }

    private byte[] Derived(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(purpose));

    private static string Escaped(string text) => string.Concat(text.Select(letter => letter switch
    {
        '"' or '\\' => $"\\{letter}",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        < ' ' => $"\\u{(int)letter:x4}",
        _ => letter.ToString(),
    }));

    private bool Decodes(string column) =>
        contract.Raw.Stringified
        && !contract.Columns.Any(declared =>
            declared.Type is PrimitiveType { Kind: PrimitiveKind.String }
            && string.Equals(declared.Key, column, StringComparison.OrdinalIgnoreCase)
        );

    private static bool ReachesInto(FieldPath rule, string column) =>
        rule.AnyDepth || (Matches(rule.Steps[0].Key, column) && (rule.Steps.Count > 1 || rule.Steps[0].Elements));

    private static T? First<T>(IEnumerable<T> rules, string?[] path)
        where T : StructureRule => rules.FirstOrDefault(rule => Matches(rule.Path, path));

    private static bool Matches(FieldPath rule, string?[] path)
    {
        var steps = rule.Steps.SelectMany(step => step.Elements ? new[] { step.Key, Element } : [step.Key]).ToArray();
        if (rule.AnyDepth && path.Length > steps.Length) path = path[^steps.Length..];
        return path.Length == steps.Length && path.Zip(steps).All(pair => Matches(pair.Second, pair.First));
    }

    private static bool Matches(string? step, string? key)
    {
        if (step is null || key is null) return step is null && key is null;
        var pattern = string.Join(".*", step.Split('*').Select(Regex.Escape));
        return Regex.IsMatch(
            key,
            $@"\A{pattern}\z",
            RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );
    }

    /// <summary>A string holds broken JSON that a protect rule reaches into.</summary>
    private sealed class UnprotectedException : Exception;
}
