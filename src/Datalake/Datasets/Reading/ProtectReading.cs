namespace Datalake.Datasets.Reading;

/// <summary>Reads <c>protect</c>.</summary>
internal static class ProtectReading
{
    private static readonly Dictionary<string, ProtectionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["hmac"] = ProtectionKind.Hmac,
        ["encrypt"] = ProtectionKind.Encrypt,
        ["mask"] = ProtectionKind.Mask,
        ["remove"] = ProtectionKind.Remove,
    };

    public static IReadOnlyList<Placed<ProtectRule>> Read(ContractNode? node) =>
        node?.AsArray()?.Select(ReadRule).OfType<Placed<ProtectRule>>().ToArray() ?? [];

    private static Placed<ProtectRule>? ReadRule(ContractNode node)
    {
        if (node.AsObject(ContractProperties.OfProtectRule) is not { } rule) return null;
        var pathNode = rule.Required(ContractProperties.Path);
        var path = PathReading.Read(pathNode);
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

    private static ProtectionKind? ReadKind(ContractNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (Kinds.TryGetValue(text, out var kind)) return kind;
        node.Report(
            ContractRules.ProtectKind,
            $"'with' is one of {string.Join(", ", Kinds.Keys)}, but is '{Excerpt.Around(text, 0)}'.{NearestName.Hint(text, Kinds.Keys)}");
        return null;
    }

    private static KeyReference? ReadKey(ContractNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (KeyReference.TryParse(text, out var reference)) return reference;

        // The text itself is not shown: whoever got this wrong may have written the secret.
        node.Report(
            ContractRules.ProtectKey,
            "'key' names where the key is, as 'env:NAME' (letters, digits, underscores) or 'file:PATH'; it is never the key itself.");
        return null;
    }
}
