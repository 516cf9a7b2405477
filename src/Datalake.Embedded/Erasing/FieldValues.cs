using System.Text.Json;
using Datalake.Datasets;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Finds the values that a path names in a record. On its way it steps into the elements of arrays, also without <c>[]</c>.
/// </summary>
internal static class FieldValues
{
    /// <summary>The scalar values under a path.</summary>
    public static IEnumerable<JsonElement> Of(JsonElement record, FieldPath path) =>
        path.AnyDepth ? Objects(record).SelectMany(place => Under(place, path.Steps, 0)) : Under(record, path.Steps, 0);

    /// <summary>
    /// The scalar values under a path in what <c>_rescued</c> holds: an object whose keys are places of values, such as
    /// <c>customer.emails[0]</c>.
    /// </summary>
    public static IEnumerable<JsonElement> OfRescued(JsonElement rescued, FieldPath path)
    {
        if (rescued.ValueKind != JsonValueKind.Object) yield break;
        foreach (var member in rescued.EnumerateObject())
        {
            var trail = TrailOf(member.Name);
            for (var start = 0; start <= (path.AnyDepth ? trail.Count : 0); start++)
            {
                foreach (var found in Along(trail, start, member.Value, path)) yield return found;
            }
        }
    }

    private static IEnumerable<JsonElement> Along(List<string> trail, int start, JsonElement value, FieldPath path)
    {
        if (start == trail.Count) return Of(value, path);
        var steps = Math.Min(path.Steps.Count, trail.Count - start);
        if (steps < trail.Count - start || !Enumerable.Range(0, steps).All(i => path.Steps[i].Matches(trail[start + i]))) return [];
        return Under(value, path.Steps, steps);
    }

    private static IEnumerable<JsonElement> Under(JsonElement value, IReadOnlyList<FieldPathStep> steps, int step)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().SelectMany(element => Under(element, steps, step));
        if (step == steps.Count) return value.ValueKind == JsonValueKind.Object ? [] : [value];
        if (value.ValueKind != JsonValueKind.Object) return [];
        return value.EnumerateObject()
            .Where(member => steps[step].Matches(member.Name))
            .SelectMany(member => Under(member.Value, steps, step + 1));
    }

    private static IEnumerable<JsonElement> Objects(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Objects(member.Value)).Prepend(value),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    /// <summary>The keys of a place, without the indexes of arrays.</summary>
    private static List<string> TrailOf(string place)
    {
        var keys = new List<string>();
        var at = 0;
        while (at < place.Length)
        {
            if (place[at] == '.') at++;
            if (at + 1 < place.Length && place[at] == '[' && place[at + 1] == '"')
            {
                var end = place.IndexOf("\"]", at + 2, StringComparison.Ordinal);
                if (end < 0) end = place.Length;
                keys.Add(place[(at + 2)..end]);
                at = Math.Min(place.Length, end + 2);
            }
            else if (at < place.Length && place[at] == '[')
            {
                var end = place.IndexOf(']', at);
                at = end < 0 ? place.Length : end + 1;
            }
            else
            {
                var end = place.AsSpan(at).IndexOfAny('.', '[') is var found and >= 0 ? at + found : place.Length;
                keys.Add(place[at..end]);
                at = end;
            }
        }

        return keys;
    }
}
