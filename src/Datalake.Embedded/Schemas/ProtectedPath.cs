using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>Says whether a protect rule speaks of a place, so that no example of it is shown.</summary>
internal static class ProtectedPath
{
    /// <summary>True when a rule speaks of the place, of one above it or of one below it.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="place">The place, as <see cref="SchemaFinding.Path"/> has it.</param>
    public static bool Covers(DatasetContract dataset, string place)
    {
        if (dataset.Protect.Count == 0) return false;

        // A place that is no path is one that nobody can compare, and shown is shown.
        if (!FieldPath.TryParse(place, out var path, out _)) return true;
        string[] keys = [.. path.Steps.Select(step => step.Key)];
        return dataset.Protect.Any(rule => rule.Path.AnyDepth
            ? Enumerable.Range(0, keys.Length).Any(from => Agree(rule.Path.Steps, keys.AsSpan(from)))
            : Agree(rule.Path.Steps, keys));
    }

    private static bool Agree(IReadOnlyList<FieldPathStep> rule, ReadOnlySpan<string> keys)
    {
        for (var i = 0; i < Math.Min(rule.Count, keys.Length); i++)
        {
            // * is any key of a map.
            if (keys[i] != "*" && !rule[i].Matches(keys[i])) return false;
        }

        return true;
    }
}
