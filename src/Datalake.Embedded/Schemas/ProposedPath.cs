namespace Datalake.Embedded.Schemas;

/// <summary>Writes keys as a field path.</summary>
internal static class ProposedPath
{
    /// <summary>The path of keys of objects.</summary>
    public static string Of(IReadOnlyList<string> keys) => string.Concat(keys.Select((key, i) => Step(key, isFirst: i == 0)));

    /// <summary>A key, as it stands in a path.</summary>
    public static string Step(string key, bool isFirst)
    {
        var isPlain = key.Length > 0 && key.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '$' or '@');
        if (isPlain) return isFirst ? key : "." + key;
        var quoted = key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"[\"{quoted}\"]";
    }
}
