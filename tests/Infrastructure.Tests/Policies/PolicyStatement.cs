using System.Text.Json;
using System.Text.RegularExpressions;

namespace Datalake.Infrastructure.Tests.Policies;

/// <summary>One statement of a policy.</summary>
/// <param name="Sid">Its name.</param>
/// <param name="IsAllow">False for a denial.</param>
/// <param name="Actions">What may be done.</param>
/// <param name="Resources">To what; none in a trust.</param>
/// <param name="Principals">
/// By whom: <c>Service:sns.amazonaws.com</c>, <c>AWS:arn…</c>, or <c>*</c>; none where a role has the policy.
/// </param>
/// <param name="Conditions">When: each an operator, a key and a value.</param>
internal sealed record PolicyStatement(
    string Sid,
    bool IsAllow,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> Principals,
    IReadOnlyList<(string Operator, string Key, string Value)> Conditions)
{
    public static PolicyStatement Read(JsonElement statement) => new(
        statement.GetProperty(nameof(Sid)).GetString()!,
        statement.GetProperty("Effect").GetString() == "Allow",
        Texts(statement, "Action"),
        Texts(statement, "Resource"),
        ReadPrincipals(statement),
        ReadConditions(statement));

    /// <summary>Whether it speaks of an action on a resource, whatever its conditions.</summary>
    public bool Matches(string action, string resource) =>
        Actions.Any(pattern => IsLike(pattern, action)) && Resources.Any(pattern => IsLike(pattern, resource));

    /// <summary>Whether a text is like a pattern in which * is any text and ? any one character.</summary>
    public static bool IsLike(string pattern, string text) => Regex.IsMatch(
        text,
        $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$",
        RegexOptions.Singleline,
        TimeSpan.FromMinutes(1));

    public static IReadOnlyList<string> Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? Texts(value) : [];

    private static IReadOnlyList<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [value.GetString()!];

    private static List<string> ReadPrincipals(JsonElement statement)
    {
        if (!statement.TryGetProperty("Principal", out var principal)) return [];
        return principal.ValueKind == JsonValueKind.String
            ? [principal.GetString()!]
            : [.. principal.EnumerateObject().SelectMany(kind => Texts(kind.Value).Select(who => $"{kind.Name}:{who}"))];
    }

    private static List<(string Operator, string Key, string Value)> ReadConditions(JsonElement statement) =>
        !statement.TryGetProperty("Condition", out var condition)
            ? []
            :
            [
                .. condition
                    .EnumerateObject()
                    .SelectMany(test =>
                        test.Value.EnumerateObject().SelectMany(key => Texts(key.Value).Select(value => (test.Name, key.Name, value)))
                    ),
            ];
}
