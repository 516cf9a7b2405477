using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>A step of a path into JSON.</summary>
/// <param name="Key">The key of a member; null for an element, or for all.</param>
/// <param name="Index">The position of an element from 0, or from the end for <c>last</c>; null for a member, or for all.</param>
/// <param name="IsMember">True for members, false for elements.</param>
internal readonly record struct JsonStep(string? Key, int? Index, bool IsMember);

/// <summary>Paths into JSON: <c>$.a["b c"][0]</c>, with <c>lax</c> or <c>strict</c> before them <c>[*]</c>, <c>.*</c> and <c>[last]</c> too.</summary>
internal static class JsonPath
{
    /// <summary>The path of <c>json_extract</c> in the engine's form.</summary>
    public static string ToEngine(string path)
    {
        var result = new StringBuilder("$");
        foreach (var step in Read(path, isQueryPath: false))
        {
            if (step.Key is not null)
            {
                if (step.Key.Contains('"', StringComparison.Ordinal)) throw Wrong(path, "a key with a double quote cannot be named");
                result.Append(".\"").Append(step.Key).Append('"');
            }
            else result.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
        }

        return result.ToString();
    }

    /// <summary>What a path with <c>lax</c> or <c>strict</c> before it leads to.</summary>
    /// <exception cref="JsonException">A step of a strict path leads nowhere.</exception>
    public static IReadOnlyList<JsonElement> Select(JsonElement root, string path)
    {
        var trimmed = path.Trim();
        var strict = trimmed.StartsWith("strict ", StringComparison.Ordinal);
        if (strict || trimmed.StartsWith("lax ", StringComparison.Ordinal)) trimmed = trimmed[trimmed.IndexOf(' ', StringComparison.Ordinal)..].TrimStart();
        IReadOnlyList<JsonElement> current = [root];
        foreach (var step in Read(trimmed, isQueryPath: true))
            current = [.. current.SelectMany(element =>
                step.IsMember ? Members(element, step, strict) : Elements(element, step, strict))];
        return current;
    }

    private static IEnumerable<JsonElement> Members(JsonElement element, JsonStep step, bool strict)
    {
        if (element.ValueKind == JsonValueKind.Array && !strict) return element.EnumerateArray().SelectMany(item =>
            item.ValueKind == JsonValueKind.Array ? [] : Members(item, step, strict));
        if (element.ValueKind != JsonValueKind.Object) return strict ? throw new JsonException("no object") : [];
        if (step.Key is null) return element.EnumerateObject().Select(member => member.Value);
        return element.TryGetProperty(step.Key, out var found) ? [found] : strict ? throw new JsonException($"no member {step.Key}") : [];
    }

    private static JsonElement[] Elements(JsonElement element, JsonStep step, bool strict)
    {
        JsonElement[] items = element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : strict ? throw new JsonException("no array") : [element];
        if (step.Index is not { } index) return items;
        if (index < 0) index += items.Length;
        return index >= 0 && index < items.Length ? [items[index]] : strict ? throw new JsonException($"no element {index}") : [];
    }

    private static List<JsonStep> Read(string path, bool isQueryPath)
    {
        if (!path.StartsWith('$')) throw Wrong(path, "a path begins with $");
        var steps = new List<JsonStep>();
        for (var at = 1; at < path.Length;)
        {
            if (path[at] == '.' && at + 1 < path.Length)
            {
                at++;
                if (path[at] == '*' && isQueryPath)
                {
                    steps.Add(new JsonStep(null, null, IsMember: true));
                    at++;
                }
                else if (path[at] is '"') steps.Add(new JsonStep(Quoted(path, ref at), null, IsMember: true));
                else
                {
                    var start = at;
                    while (at < path.Length && path[at] is not ('.' or '[' or ' ' or '(' or '?')) at++;
                    if (at == start || path[start..at].Contains('*', StringComparison.Ordinal)) throw Wrong(path, "a key is empty or a wildcard");
                    if (at < path.Length && path[at] is ' ' or '(' or '?') throw Wrong(path, "filters and methods are not known here");
                    steps.Add(new JsonStep(path[start..at], null, IsMember: true));
                }
            }
            else if (path[at] == '[')
            {
                at++;
                if (at < path.Length && path[at] is '"' or '\'') steps.Add(new JsonStep(Quoted(path, ref at), null, IsMember: true));
                else
                {
                    var end = path.IndexOf(']', at);
                    var index = end < 0 ? string.Empty : path[at..end].Trim();
                    if (int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture,
                        out var number)) steps.Add(new JsonStep(null, number, IsMember: false));
                    else if (isQueryPath && index == "*") steps.Add(new JsonStep(null, null, IsMember: false));
                    else if (isQueryPath && index == "last") steps.Add(new JsonStep(null, -1, IsMember: false));
                    else throw Wrong(path, $"[{index}] is no position");
                    at = end;
                }

                if (at >= path.Length || path[at] != ']') throw Wrong(path, "a bracket is not closed");
                at++;
            }
            else throw Wrong(path, $"'{path[at..]}' is no step");
        }

        return steps;
    }

    private static string Quoted(string path, ref int at)
    {
        var quote = path[at++];
        var key = new StringBuilder();
        while (at < path.Length && path[at] != quote)
        {
            if (path[at] == '\\' && at + 1 < path.Length) at++;
            key.Append(path[at++]);
        }

        if (at >= path.Length) throw Wrong(path, "a quote is not closed");
        at++;
        return key.ToString();
    }

    private static FormatException Wrong(string path, string why) =>
        new($"The JSON path '{path}' cannot be followed: {why}. Write '$.a.b', '$[\"a b\"]', '$.a[0]'.");
}
