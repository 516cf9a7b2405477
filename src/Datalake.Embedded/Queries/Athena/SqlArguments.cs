using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Athena;

/// <summary>Where the arguments of a call stand in a query. Positions are in bytes.</summary>
/// <param name="Open">The position of the parenthesis that opens them.</param>
/// <param name="Commas">The positions of the commas between them.</param>
/// <param name="Close">The position of the parenthesis that closes them.</param>
internal sealed record SqlArguments(int Open, IReadOnlyList<int> Commas, int Close)
{
    /// <summary>How many there are.</summary>
    public int Count => Commas.Count + 1;

    /// <summary>Finds the arguments that begin after the name of a function.</summary>
    /// <param name="tokens">The query, which the engine's parser has found to be one.</param>
    /// <param name="position">The end of the name.</param>
    /// <returns>Null when there are none.</returns>
    public static SqlArguments? Find(SqlTokens tokens, int position)
    {
        var open = tokens.IndexFrom(position);
        if (!tokens.IsSymbol(open, '(') || tokens.Closing(open) is not { } close) return null;
        var commas = new List<int>();
        for (var index = open + 1; index < close; index++)
        {
            if (tokens.IsSymbol(index, ',')) commas.Add(tokens[index].Start);
            index = tokens.Closing(index) ?? index;
        }

        return new SqlArguments(tokens[open].Start, commas, tokens[close].Start);
    }

    /// <summary>The words WITH ORDINALITY that begin at a position, white space before them aside.</summary>
    /// <param name="tokens">The query.</param>
    /// <param name="position">The position.</param>
    /// <returns>Where they stand; null when they are not there.</returns>
    public static (int Start, int Length)? WithOrdinality(SqlTokens tokens, int position)
    {
        var with = tokens.IndexFrom(position);
        return tokens.IsWord(with, "WITH") && tokens.IsWord(with + 1, "ORDINALITY")
            ? (tokens[with].Start, tokens[with + 1].End - tokens[with].Start)
            : null;
    }

    /// <summary>The texts of the arguments.</summary>
    /// <param name="tokens">The query.</param>
    public IEnumerable<string> Texts(SqlTokens tokens)
    {
        var start = Open + 1;
        foreach (var end in Commas.Append(Close))
        {
            yield return tokens.TextOf(start, end);
            start = end + 1;
        }
    }
}
