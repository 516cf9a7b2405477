using System.Text;

namespace Datalake.Embedded.Queries.Parsing;

/// <summary>
/// The beginning of an EXPLAIN statement. The engine's parser describes only SELECT, so the beginning is taken off before and put on again
/// after the check; put on in words of our own, so that no comment or string in it can change where the checked query begins.
/// </summary>
/// <param name="Statement">EXPLAIN with its options; empty when the statement is not one.</param>
/// <param name="Query">What is explained; the whole text when the statement is no EXPLAIN.</param>
internal sealed record ExplainPrefix(string Statement, string Query)
{
    /// <summary>Takes the beginning off.</summary>
    /// <param name="sql">The statement.</param>
    public static ExplainPrefix Split(string sql)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        var tokens = new SqlTokens(utf8);
        if (!tokens.IsWord(0, "EXPLAIN")) return new ExplainPrefix(string.Empty, sql);
        var (options, count) = tokens.IsWord(1, "ANALYZE") ? ("ANALYZE ", 1) : Options(tokens);
        return new ExplainPrefix($"EXPLAIN {options}", tokens.TextOf(tokens[count].End, utf8.Length));
    }

    // Other brackets are those of a query.
    private static (string Text, int Count) Options(SqlTokens tokens)
    {
        if (!tokens.IsSymbol(1, '(') || tokens.Closing(1) is not { } close || (!tokens.IsWord(2, "ANALYZE") && !tokens.IsWord(2, "FORMAT")))
            return (string.Empty, 0);
        var text = new StringBuilder();
        for (var index = 1; index <= close; index++)
        {
            var token = tokens[index];
            var isOption =
                token.Kind is SqlTokenKind.Word or SqlTokenKind.Number || tokens.IsPlainText(index) || tokens.IsSymbol(index, ',');
            if (!isOption && index != 1 && index != close) return (string.Empty, 0);
            text.Append(tokens.TextOf(token.Start, token.End)).Append(' ');
        }

        return (text.ToString(), close);
    }
}
