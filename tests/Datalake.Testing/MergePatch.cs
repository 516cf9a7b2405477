using System.Text.Json.Nodes;

namespace Datalake.Testing;

/// <summary>Changes JSON in one place, for tests that need a valid document with one thing different.</summary>
public static class MergePatch
{
    /// <summary>Applies a JSON merge patch (RFC 7396): null takes a property out, arrays are replaced.</summary>
    /// <param name="json">An object.</param>
    /// <param name="patch">What to change.</param>
    public static string Apply(string json, string patch)
    {
        var target = JsonNode.Parse(json)!.AsObject();
        Merge(target, JsonNode.Parse(patch)!.AsObject());
        return target.ToJsonString();
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null) target.Remove(name);
            else if (value is JsonObject inner && target[name] is JsonObject existing) Merge(existing, inner);
            else target[name] = value.DeepClone();
        }
    }
}
