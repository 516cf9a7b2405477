using Datalake.Documents;
using Datalake.Server.Access;

namespace Datalake.Server.Settings.Reading;

/// <summary>Reads <c>tokens</c>.</summary>
internal static class TokenReading
{
    private const int HashBytes = 32;

    public static IReadOnlyList<TokenSettings> Read(DocumentNode? node)
    {
        var tokens = new List<TokenSettings>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.Hidden()?.AsArray() ?? [])
        {
            if (item.AsObject(SettingsProperties.OfToken) is not { } token) continue;
            var name = ReadName(token.Required(SettingsProperties.Name), names);
            var hash = ReadHash(token.Required(SettingsProperties.Sha256), hashes);
            var roles = ReadRoles(token.Required(SettingsProperties.Roles));
            if (name is not null && hash is not null && roles is not null) tokens.Add(new TokenSettings(name, hash, roles));
        }

        return tokens;
    }

    private static string? ReadName(DocumentNode? node, HashSet<string> names)
    {
        if (node?.AsString() is not { } name || !node.IsName(name)) return null;
        if (names.Add(name)) return name;
        node.Report(SettingsRules.TokenRepeated, $"There is a token '{name}' already. Give each its own name, so that a log distinguishes them.");
        return null;
    }

    private static byte[]? ReadHash(DocumentNode? node, HashSet<string> hashes)
    {
        if (node?.AsString() is not { } text) return null;
        if (text.Length != 2 * HashBytes || !text.All(char.IsAsciiHexDigitLower))
        {
            // The text is not shown: it may be the token itself.
            node.Report(
                SettingsRules.TokenHash,
                $"Has to be the SHA-256 of a token, {2 * HashBytes} lower-case hexadecimal digits; never the token itself. Make one with: " +
                "printf %s \"$TOKEN\" | sha256sum");
            return null;
        }

        if (hashes.Add(text)) return Convert.FromHexString(text);
        node.Report(SettingsRules.TokenRepeated, "Another token has the same hash. Make a token of its own for each holder.");
        return null;
    }

    private static IReadOnlyList<AccessRole>? ReadRoles(DocumentNode? node)
    {
        if (node?.AsArray() is not { } items) return null;
        if (items.Count == 0) node.Report(DocumentRules.ListEmpty, "The list is empty. Give the token at least one role: write, read or operate.");
        var roles = new List<AccessRole>();
        foreach (var (item, text) in node.AsTexts())
        {
            if (AccessRoles.ByName.TryGetValue(text, out var role)) roles.Add(role);
            else
                item.Report(
                    SettingsRules.TokenRole,
                    $"A role is one of {string.Join(", ", AccessRoles.ByName.Keys)}, but is '{Excerpt.Around(text, 0)}'."
                    + NearestName.Hint(text, [.. AccessRoles.ByName.Keys]));
        }

        return [.. roles.Distinct()];
    }
}
