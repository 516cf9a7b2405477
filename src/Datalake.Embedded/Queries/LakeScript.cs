using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries;

/// <summary>A text of several statements.</summary>
public static class LakeScript
{
    /// <summary>Splits a text at the semicolons between its statements.</summary>
    /// <param name="text">The text.</param>
    /// <returns>
    /// The statements in their order, each with as many lines and spaces before it as the text has, so that messages name the text's lines.
    /// </returns>
    /// <exception cref="QueryRefusedException">There is no statement.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var statements = SqlStatements.Split(text);
        return statements.Count == 0
            ? throw new QueryRefusedException("There is no query: the text is empty.")
            : [.. statements.Select(statement => SqlStatements.InPlace(text, statement))];
    }
}
