namespace Datalake.Datasets.Reading;

/// <summary>
/// The forms of names. A dataset's name is also a folder's, a prefix's, a table's and part of a function's, so its form is the narrowest.
/// </summary>
internal static class NameRules
{
    private const int LongestDataset = 64;
    private const int LongestInGlue = 255;

    public static string? ReadDataset(ContractNode? node)
    {
        if (node?.AsString() is not { } name) return null;
        if (name.Length is > 0 and <= LongestDataset && char.IsAsciiLetterLower(name[0]) && name.All(IsNameCharacter)) return name;
        node.Report(
            ContractRules.DatasetName,
            $"A dataset's name is 1 to {LongestDataset} lower-case letters, digits and underscores, the first a letter, " +
            $"but is '{Excerpt.Around(name, 0)}'.{Suggestion(name)}");
        return null;
    }

    public static string? ReadDatabase(ContractNode? node)
    {
        if (node?.AsString() is not { } name) return null;
        if (name.Length is > 0 and <= LongestInGlue && name.All(IsNameCharacter)) return name;
        node.Report(
            ContractRules.DatabaseName,
            $"A Glue database's name is 1 to {LongestInGlue} lower-case letters, digits and underscores, " +
            $"but is '{Excerpt.Around(name, 0)}'.{Suggestion(name)}");
        return null;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_';

    private static string Suggestion(string name)
    {
        var near = string.Concat(name.ToLowerInvariant().Select(c => IsNameCharacter(c) ? c : '_').SkipWhile(c => !char.IsAsciiLetterLower(c)));
        return near.Length is > 0 and <= LongestDataset ? $" '{near}' would do." : "";
    }
}
