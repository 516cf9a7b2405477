using System.Text.RegularExpressions;

namespace Datalake.Embedded.Engine;

/// <summary>
/// Says that a file was written under another contract with a type of a column whose values the present one cannot hold. The engine's own
/// message advises options of its SQL, which nobody can set here.
/// </summary>
internal static partial class IncompatibleColumn
{
    /// <summary>True when a query met such a file.</summary>
    public static bool IsReason(EngineException failure) =>
        Query().Match(failure.Message) is { Success: true } found && Table().IsMatch(PathOf(found));

    /// <summary>The failure of a query in words that help.</summary>
    /// <param name="failure">A failure for which <see cref="IsReason"/> is true.</param>
    public static EngineException Explain(EngineException failure)
    {
        var found = Query().Match(failure.Message);
        var table = Table().Match(PathOf(found));
        return new EngineException(
            Describe(
                table.Groups["dataset"].Value,
                found.Groups["column"].Value,
                table.Value,
                found.Groups["old"].Value,
                found.Groups["new"].Value,
                found.Groups["why"].Value),
            failure);
    }

    /// <summary>The first line of the engine's message without its kind and the column, which says why.</summary>
    public static string ReasonOf(string message)
    {
        var line = message.Split('\n')[0];
        if (line.StartsWith("Conversion Error: ", StringComparison.Ordinal)) line = line["Conversion Error: ".Length..];
        return Cast().Replace(line, string.Empty);
    }

    /// <summary>The whole message.</summary>
    public static string Describe(string dataset, string column, string file, string old, string declared, string reason) =>
        $"Dataset {dataset}: the contract declares the column {column} as {declared} now, but {file} has it as {old}, "
        + $"and a value in it does not convert ({reason.TrimEnd('.', ' ')}). Declare the old type again, or make the table again from the arrivals: lake rebuild {dataset} --from raw";

    private static string PathOf(Match found) => found.Groups["file"].Value.Replace('\\', '/');

    [GeneratedRegex(
        "Error while reading file \"(?<file>.+?)\": failed to cast column \"(?<column>.+?)\" from type (?<old>.+?) to (?<new>[^:\n]+):( :)? (?<why>[^\n]*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Query();

    [GeneratedRegex("(?<=/)(consumable_tables|stage)/(?<dataset>[a-z0-9_]+)/.*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(" when casting from source column \"?[^\"\n]+\"?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cast();
}
