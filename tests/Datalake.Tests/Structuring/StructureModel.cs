using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Datalake.Structuring;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Structuring;

/// <summary>The rules for structuring, written as plainly as can be: over a tree, with the whole path of each value in hand.</summary>
internal sealed class StructureModel(DatasetContract contract, byte[] key)
{
    /// <summary>A step into an element, in a path made of keys.</summary>
    private const string? Element = null;

    private readonly Dictionary<CopyRule, JsonTree> copies = [];

    private readonly HiddenKeys hiddenKeys = new(
    [
        .. contract.Protect.OrderByDescending(rule => rule.With == ProtectionKind.Remove).ThenBy(rule => rule.With)
            .Where(rule => rule.Path.AnyDepth)
            .Select(rule => (rule.Path, (RuleAction)new MarkAction(rule.With))),
    ]);

    /// <summary>The structured text; null when the text is no record.</summary>
    public string? Structure(byte[] text)
    {
        try
        {
            if (JsonTree.Parse(text) is not JsonObjectTree record) return null;
            var members = new JsonObjectTree([.. Members(record, [], withDefaults: true)]);
            var copied = contract.Structure.OfType<CopyRule>().Where(copies.ContainsKey).DistinctBy(rule => rule.To.ToUpperInvariant())
                .Select(rule => new JsonMember(Name(rule.To), copies[rule]));
            return new JsonObjectTree([.. members.Members, .. copied]).Compact();
        }
        catch (UnprotectedException)
        {
            return null;
        }
    }

    private JsonTree? Apply(JsonTree value, string?[] path)
    {
        if (Protects(path).Any(rule => rule.With == ProtectionKind.Remove)) return null;
        var dropped = Find<DropRule>(path) is not null;
        var copied = contract.Structure.OfType<CopyRule>().Where(rule => Strict(rule.Path, path)).ToArray();
        if (dropped && !contract.Structure.OfType<CopyRule>().Any(rule => IsAtOrBelow(rule.Path, path))) return null;
        var result = Kept(value, path);
        if (result is not JsonWord { IsNull: true })
        {
            foreach (var rule in copied) copies.TryAdd(rule, result);
        }

        return dropped ? null : result;
    }

    private JsonTree Kept(JsonTree value, string?[] path)
    {
        if (Protects(path) is [var first, ..]) return Hide(value, first.With);
        var guards = Guards(path);
        if (path is [{ } column] && value is JsonString text && Decodes(column))
        {
            var decoded = JsonTree.Parse(Encoding.UTF8.GetBytes(text.Text));
            if (decoded is null && guards.Length > 0 && text.Text.TrimStart(' ', '\t', '\r', '\n') is ['{' or '[', ..])
                throw new UnprotectedException();
            value = decoded ?? value;
        }

        if (value is JsonString { Text: var content })
        {
            if (guards.Length > 0) return Hide(value, guards[0].Rule.With);
            return hiddenKeys.Find(Encoding.UTF8.GetBytes(content)) is MarkAction { Kind: var kind } ? Hide(value, kind) : value;
        }

        var isObject = value is JsonObjectTree;
        var surprised = guards.Where(guard => (guard.Left[0] is Element) == isObject);
        if (value is not JsonWord && surprised.Any(guard => !guards.Any(other => Covers(other.Left, guard.Left, isObject))))
            return Hide(value, guards[0].Rule.With);
        if (path is [.., Element] && !isObject && guards.Length > 0) return Hide(value, guards[0].Rule.With);
        if (Find<EntriesRule>(path) is { } entries)
        {
            if (value is JsonObjectTree dictionary)
                return new JsonArrayTree([.. Members(dictionary, path, withDefaults: false).Select(member => Entry(member, entries))]);
            if (value is JsonWord { IsNull: true } && entries.Default is not null) return new JsonWord(entries.Default);
        }
        else if (value is JsonWord { IsNull: true } && Find<FillRule>(path) is { } fill)
        {
            return new JsonWord(fill.Value);
        }

        return value switch
        {
            JsonObjectTree record => new JsonObjectTree([.. Members(record, path, withDefaults: true)]),
            JsonArrayTree array => new JsonArrayTree([.. array.Items.Select(item => Apply(item, [.. path, Element])).OfType<JsonTree>()]),
            _ => guards.Length > 0 ? Hide(value, guards[0].Rule.With) : value,
        };
    }

    private JsonTree Hide(JsonTree value, ProtectionKind kind) => value switch
    {
        JsonWord { IsNull: true } => value,
        _ when kind == ProtectionKind.Remove => new JsonWord("null"),
        JsonString { Text: "" } => value,
        _ => Protected(value, kind),
    };

    private IEnumerable<JsonMember> Members(JsonObjectTree record, string?[] path, bool withDefaults)
    {
        foreach (var member in record.Members)
        {
            string?[] place = [.. path, member.Key.Text];
            if (Apply(member.Value, place) is not { } value) continue;
            yield return new JsonMember(Find<RenameRule>(place) is { } rename ? Name(rename.To) : member.Key, value);
        }

        if (!withDefaults) yield break;
        var absent = contract.Structure.OfType<EntriesRule>().Cast<StructureRule>().Concat(contract.Structure.OfType<FillRule>())
            .Where(rule => DefaultOf(rule) is not null && !rule.Path.AnyDepth)
            .Where(rule => rule.Path.Steps[^1] is { IsPattern: false, Elements: false })
            .Where(rule => Strict(rule.Path, [.. path, rule.Path.Steps[^1].Key]))
            .Where(rule => !record.Members.Any(member => Lower(member.Key.Text) == Lower(rule.Path.Steps[^1].Key)));
        foreach (var rule in absent.DistinctBy(rule => Lower(rule.Path.Steps[^1].Key)))
        {
            string?[] place = [.. path, Lower(rule.Path.Steps[^1].Key)];
            if (Find<DropRule>(place) is not null || contract.Protect.Any(protect => Strict(protect.Path, place))) continue;
            var name = rule.Path.Steps[^1].Key;
            yield return new JsonMember(Name(Find<RenameRule>([.. path, name])?.To ?? name), new JsonWord(DefaultOf(rule)!));
        }
    }

    private static string? DefaultOf(StructureRule rule) => rule is EntriesRule entries ? entries.Default : ((FillRule)rule).Value;

    private static string Lower(string key) => key.ToLowerInvariant();

    private static JsonObjectTree Entry(JsonMember member, EntriesRule rule) =>
        new([new(Name(rule.KeyName), member.Key), new(Name(rule.ValueName), member.Value)]);

    private static JsonString Name(string text) => new(Escaped(text), text);

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

    /// <summary>The protect rules that speak of a value, the strongest first.</summary>
    private ProtectRule[] Protects(string?[] path) =>
        [.. Strongest().Where(rule => Ends(rule.Path, path, lenient: true).Any(rest => rest.Length == 0))];

    /// <summary>The protect rules that go on inside a value, the strongest first, with what is left of their paths.</summary>
    private (ProtectRule Rule, string?[] Left)[] Guards(string?[] path) =>
        [
            .. Strongest().SelectMany(rule =>
                Ends(rule.Path, path, lenient: true).Where(rest => rest.Length > 0).Select(rest => (rule, rest))),
        ];

    private IEnumerable<ProtectRule> Strongest() =>
        contract.Protect.OrderByDescending(rule => rule.With == ProtectionKind.Remove).ThenBy(rule => rule.With);

    private T? Find<T>(string?[] path)
        where T : StructureRule => contract.Structure.OfType<T>().FirstOrDefault(rule => Strict(rule.Path, path));

    private static bool Strict(FieldPath rule, string?[] path) => Ends(rule, path, lenient: false).Any(rest => rest.Length == 0);

    private static bool IsAtOrBelow(FieldPath rule, string?[] path) => Ends(rule, path, lenient: false).Any();

    private static bool Covers(string?[] other, string?[] rest, bool isObject) => isObject
        ? other[0] is not Element && rest.Length > 1 && other.SequenceEqual(rest.Skip(1), StringComparer.OrdinalIgnoreCase)
        : other[0] is Element && rest.SequenceEqual(other.Skip(1), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is left of a rule's path behind a value's path, for each way in which the one begins as the other is.</summary>
    private static IEnumerable<string?[]> Ends(FieldPath rule, string?[] path, bool lenient)
    {
        var tokens = rule.Steps.SelectMany(step => step.Elements ? new[] { step.Key, Element } : [step.Key]).ToArray();
        var starts = rule.AnyDepth ? Enumerable.Range(0, path.Length).Where(start => path[start] is not null) : [0];
        return starts.SelectMany(start => Ends(tokens, 0, path[start..], lenient));
    }

    private static IEnumerable<string?[]> Ends(string?[] tokens, int at, string?[] path, bool lenient)
    {
        if (path.Length == 0) return [tokens[at..]];
        if (at == tokens.Length) return [];
        if (path[0] is not { } key)
        {
            return tokens[at] is null ? Ends(tokens, at + 1, path[1..], lenient) : [];
        }

        if (tokens[at] is null) return [];
        if (Matches(tokens[at], key) || Matches(tokens[at], Lower(key))) return Ends(tokens, at + 1, path[1..], lenient);
        if (!lenient) return [];
        var joined = tokens[at];
        for (var next = at + 1; next < tokens.Length; next++)
        {
            if (tokens[next] is not { } part) continue;
            if (Matches($"{joined}.{part}", key) || Matches($"{joined}.{part}", Lower(key))) return Ends(tokens, next + 1, path[1..], lenient);
            joined += "." + part;
        }

        return [];    }

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

    private sealed record MarkAction(ProtectionKind Kind) : RuleAction;

    /// <summary>A string holds broken JSON that a protect rule reaches into.</summary>
    private sealed class UnprotectedException : Exception;
}
