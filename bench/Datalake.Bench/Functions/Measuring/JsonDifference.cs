using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Datalake.Bench.Functions.Measuring;

/// <summary>
/// Finds where two JSON values differ. Numbers are compared as doubles, which is what json.loads makes of them, members without regard
/// to their order.
/// </summary>
internal static class JsonDifference
{
    private const int ShownCharacters = 100;

    /// <summary>The first place at which they differ, in words; null when they are equal.</summary>
    /// <param name="expected">One value.</param>
    /// <param name="found">The other.</param>
    /// <param name="path">Where they stand.</param>
    public static string? Find(JsonNode? expected, JsonNode? found, string path = "")
    {
        if (JsonNode.DeepEquals(expected, found)) return null;
        if (expected is JsonObject one && found is JsonObject other)
        {
            return one.Select(pair => pair.Key).Union(other.Select(pair => pair.Key), StringComparer.Ordinal)
                .Select(key => Find(one[key], other[key], $"{path}.{key}")).FirstOrDefault(difference => difference is not null);
        }

        if (expected is JsonArray list && found is JsonArray others && list.Count == others.Count)
        {
            return list.Zip(others)
                .Select((pair, index) => Find(pair.First, pair.Second, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))
                .FirstOrDefault(difference => difference is not null);
        }

        if (
            expected?.GetValueKind() == JsonValueKind.Number
            && found?.GetValueKind() == JsonValueKind.Number
            && Value(expected) == Value(found)
        )
            return null;
        return $"{path} is {Short(found)}, not {Short(expected)}";
    }

    private static double Value(JsonNode number) => double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Short(JsonNode? node) =>
        node?.ToJsonString() is { } text ? text[..Math.Min(ShownCharacters, text.Length)] : "null";
}
