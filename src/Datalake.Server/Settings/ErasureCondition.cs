using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Datalake.Datasets;

namespace Datalake.Server.Settings;

/// <summary>
/// A condition of <c>lake erase</c> with places for values of a request: <c>customer.id = {customer.id}</c>. A place with <c>[]</c> gives a
/// condition for each element: <c>id = {orders_to_redact[]}</c>.
/// </summary>
public sealed class ErasureCondition
{
    private readonly IReadOnlyList<(string Text, FieldPath? Place)> parts;

    private ErasureCondition(string text, IReadOnlyList<(string Text, FieldPath? Place)> parts) => (Text, this.parts) = (text, parts);

    /// <summary>The condition as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The text.</param>
    /// <param name="condition">The condition; null when the text is not one.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out ErasureCondition? condition, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        condition = null;
        var found = new List<(string Text, FieldPath? Place)>();
        for (var rest = text; rest.Length > 0;)
        {
            var open = rest.IndexOf('{', StringComparison.Ordinal);
            var close = rest.IndexOf('}', StringComparison.Ordinal);
            if (open < 0 && close < 0)
            {
                found.Add((rest, null));
                break;
            }

            problem = "Each '{' needs its '}' behind it.";
            if (open < 0 || close < open) return false;
            if (!FieldPath.TryParse(rest[(open + 1)..close], out var place, out problem)) return false;
            problem = "A value is named by keys, without '*'.";
            if (place.AnyDepth || place.Steps.Any(step => step.IsPattern)) return false;
            found.Add((rest[..open], place));
            rest = rest[(close + 1)..];
        }

        // Without a value every request would erase the same.
        problem = "It names no value of the request, such as {customer.id}.";
        if (found.TrueForAll(part => part.Place is null)) return false;
        problem = "Only one of its values may have several elements.";
        if (found.Count(part => part.Place is { } place && place.Steps.Any(step => step.Elements)) > 1) return false;
        problem = null;
        condition = new ErasureCondition(text, found);
        return true;
    }

    /// <summary>The conditions for a request.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="missing">The place of a value that the request does not have, so that there is no condition; else null.</param>
    public IReadOnlyList<string> Fill(JsonElement body, out string? missing)
    {
        var filled = new List<StringBuilder> { new() };
        foreach (var (text, place) in parts)
        {
            foreach (var condition in filled) condition.Append(text);
            if (place is null) continue;
            var values = Find(body, place.Steps).ToArray();
            var isList = place.Steps.Any(step => step.Elements);
            missing = place.Text;
            if (Array.Exists(values, value => value is null) || (!isList && values.Length == 0)) return [];
            filled = [.. from condition in filled from value in values select new StringBuilder().Append(condition).Append(value)];
        }

        missing = null;
        return [.. filled.Select(condition => condition.ToString())];
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The values at a place as literals; null for what is none.</summary>
    private static IEnumerable<string?> Find(JsonElement element, IEnumerable<FieldPathStep> steps)
    {
        if (!steps.Any()) return [Literal(element)];
        var step = steps.First();
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step.Key, out var inner)) return [null];
        if (!step.Elements) return Find(inner, steps.Skip(1));
        return inner.ValueKind == JsonValueKind.Array ? inner.EnumerateArray().SelectMany(item => Find(item, steps.Skip(1))) : [null];
    }

    private static string? Literal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => null,
    };
}
