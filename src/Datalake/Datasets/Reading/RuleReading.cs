using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>A rule together with the place of its path in the contract, where its problems are reported.</summary>
internal sealed record Placed<TRule>(TRule Rule, DocumentNode Node);

/// <summary>Reads <c>structure</c> and <c>protect</c>.</summary>
internal static class RuleReading
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, ProtectionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["hmac"] = ProtectionKind.Hmac,
        ["encrypt"] = ProtectionKind.Encrypt,
        ["mask"] = ProtectionKind.Mask,
        ["remove"] = ProtectionKind.Remove,
    };

    private static readonly Dictionary<string, (string[] Others, Func<DocumentObject, DocumentNode, Placed<StructureRule>?> Read)> Rules =
        new(StringComparer.Ordinal)
        {
            [ContractProperties.Drop] = ([], ReadDrop),
            [ContractProperties.Entries] = ([ContractProperties.As, ContractProperties.Default], ReadEntries),
            [ContractProperties.Fill] = ([ContractProperties.With], ReadFill),
            [ContractProperties.Rename] = ([ContractProperties.To], ReadRename),
            [ContractProperties.Copy] = ([ContractProperties.To], ReadCopy),
        };

    public static IReadOnlyList<Placed<StructureRule>> ReadStructure(DocumentNode? node) =>
        node?.AsArray()?.Select(ReadStructureRule).OfType<Placed<StructureRule>>().ToArray() ?? [];

    public static IReadOnlyList<Placed<ProtectRule>> ReadProtect(DocumentNode? node) =>
        node?.AsArray()?.Select(ReadProtectRule).OfType<Placed<ProtectRule>>().ToArray() ?? [];

    private static Placed<StructureRule>? ReadStructureRule(DocumentNode node)
    {
        if (node.AsObject(ContractProperties.OfStructureRule) is not { } rule) return null;
        var kinds = Rules.Where(kind => rule.Optional(kind.Key) is not null).ToArray();
        if (kinds.Length != 1)
        {
            node.Report(
                ContractRules.StructureKind,
                $"A structure rule is one of {string.Join(", ", Rules.Keys)}, but this one is " +
                (kinds.Length == 0 ? "none of them. Write one." : $"{string.Join(" and ", kinds.Select(kind => kind.Key))}. Keep one."));
            return null;
        }

        var (name, (others, read)) = kinds[0];
        foreach (var other in ContractProperties.OfStructureRule.Except([.. Rules.Keys, .. others], StringComparer.Ordinal))
            rule.Optional(other)?.Report(ContractRules.StructureKind, $"'{other}' does not go with '{name}'. Take it out.");
        return read(rule, rule.Optional(name)!);
    }

    private static Placed<StructureRule>? ReadDrop(DocumentObject rule, DocumentNode node) =>
        ReadPath(node) is { } path ? new(new DropRule(path), node) : null;

    private static Placed<StructureRule>? ReadEntries(DocumentObject rule, DocumentNode node)
    {
        var path = ReadPath(node);
        var names = ReadNames(rule.Required(ContractProperties.As));
        var value = rule.Optional(ContractProperties.Default) is { Element.ValueKind: not JsonValueKind.Null } given
            ? Compact(given.Element)
            : null;
        return path is null || names is null ? null : new(new EntriesRule(path, names.Value.Key, names.Value.Value, value), node);
    }

    private static Placed<StructureRule>? ReadFill(DocumentObject rule, DocumentNode node)
    {
        var path = ReadPath(node);
        var value = rule.Required(ContractProperties.With);
        if (path is null || value is null) return null;
        if (value.Element.ValueKind == JsonValueKind.Null)
            value.Report(ContractRules.StructureFill, "'with' is the value that takes the place of null, so it is not null itself.");
        if (path is { AnyDepth: false } && path.Steps[^1] is { IsPattern: false, Elements: false })
            return new(new FillRule(path, Compact(value.Element)), node);
        node.Report(
            ContractRules.StructureFill,
            $"'fill' writes a key that is absent, so its path ends with that key, without '**.', '*' or '[]', but is '{Excerpt.Around(path.Text, 0)}'.");
        return null;
    }

    private static Placed<StructureRule>? ReadRename(DocumentObject rule, DocumentNode node)
    {
        var path = ReadPath(node);
        var to = ReadTarget(rule.Required(ContractProperties.To), ContractRules.StructureRename);
        if (path is null || to is null) return null;
        var last = path.Steps[^1];
        if (last is { IsPattern: false, Elements: false } && !string.Equals(last.Key, to, StringComparison.OrdinalIgnoreCase))
            return new(new RenameRule(path, to), node);
        node.Report(
            ContractRules.StructureRename,
            $"'rename' gives one key another name, so its path ends with that key, without '*' or '[]', and 'to' is not the same key; " +
            $"but they are '{Excerpt.Around(path.Text, 0)}' and '{Excerpt.Around(to, 0)}'.");
        return null;
    }

    private static Placed<StructureRule>? ReadCopy(DocumentObject rule, DocumentNode node)
    {
        var path = ReadPath(node);
        var to = ReadTarget(rule.Required(ContractProperties.To), ContractRules.StructureCopy);
        if (path is null || to is null) return null;
        if (!path.AnyDepth && path.Steps.All(step => step is { IsPattern: false, Elements: false }))
            return new(new CopyRule(path, to), node);
        node.Report(
            ContractRules.StructureCopy,
            $"'copy' takes one value, so its path has keys only, e.g. 'customer.id', but is '{Excerpt.Around(path.Text, 0)}'.");
        return null;
    }

    private static string? ReadTarget(DocumentNode? node, string rule)
    {
        if (node?.AsString() is not { } key) return null;
        if (key.Length > 0) return key;
        node.Report(rule, "'to' is the new key, e.g. \"customer_id\", but is empty.");
        return null;
    }

    private static (string Key, string Value)? ReadNames(DocumentNode? node)
    {
        if (node?.AsArray() is not { } items) return null;
        var names = items.Select(item => item.AsString()).ToArray();
        if (names.Contains(null)) return null;
        if (names is [{ Length: > 0 } key, { Length: > 0 } value] && !string.Equals(key, value, StringComparison.OrdinalIgnoreCase))
            return (key, value);
        node.Report(
            ContractRules.StructureEntries,
            "'as' gives two names that differ by more than case, the first for an entry's key, the second for its value, e.g. " +
            $"[\"id\", \"name\"], but is [{string.Join(", ", names.Select(name => $"\"{name}\""))}].");
        return null;
    }

    /// <summary>The JSON without white space and comments; numbers and letters as they were written.</summary>
    private static string Compact(JsonElement element)
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, WriterOptions)) element.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static Placed<ProtectRule>? ReadProtectRule(DocumentNode node)
    {
        if (node.AsObject(ContractProperties.OfProtectRule) is not { } rule) return null;
        var pathNode = rule.Required(ContractProperties.Path);
        var path = ReadPath(pathNode);
        var kind = ReadKind(rule.Required(ContractProperties.With));
        var keyNode = rule.Optional(ContractProperties.Key);
        var key = ReadKey(keyNode);
        var needsKey = kind is ProtectionKind.Hmac or ProtectionKind.Encrypt;
        if (kind is not null && !needsKey)
            keyNode?.Report(
                ContractRules.ProtectKey,
                $"Only 'hmac' and 'encrypt' use a key; '{rule.Optional(ContractProperties.With)!.AsString()}' does not. Take 'key' out.");
        if (path is null || kind is null) return null;
        return new(new ProtectRule(path, kind.Value, needsKey ? key ?? KeyReference.Default : null), pathNode!);
    }

    private static ProtectionKind? ReadKind(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (Kinds.TryGetValue(text, out var kind)) return kind;
        node.Report(
            ContractRules.ProtectKind,
            $"'with' is one of {string.Join(", ", Kinds.Keys)}, but is '{Excerpt.Around(text, 0)}'.{NearestName.Hint(text, Kinds.Keys)}");
        return null;
    }

    private static KeyReference? ReadKey(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (KeyReference.TryParse(text, out var reference)) return reference;

        // The text itself is not shown: whoever got this wrong may have written the secret.
        node.Report(
            ContractRules.ProtectKey,
            "'key' names where the key is, as 'env:NAME' (letters, digits, underscores) or 'file:PATH'; it is never the key itself.");
        return null;
    }

    private static FieldPath? ReadPath(DocumentNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!FieldPath.TryParse(text, out var path, out var problem)) node.Report(ContractRules.FieldPath, problem);
        return path;
    }
}
