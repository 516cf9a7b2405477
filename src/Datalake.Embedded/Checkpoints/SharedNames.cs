namespace Datalake.Embedded.Checkpoints;

/// <summary>One string for each of a few texts that come again and again.</summary>
internal sealed class SharedNames
{
    private readonly Dictionary<int, string> names = [];

    public string Of(ReadOnlySpan<char> text)
    {
        var hash = string.GetHashCode(text, StringComparison.Ordinal);
        if (names.TryGetValue(hash, out var name) && text.SequenceEqual(name)) return name;
        return names[hash] = text.ToString();
    }
}
