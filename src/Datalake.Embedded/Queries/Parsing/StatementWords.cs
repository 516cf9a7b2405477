namespace Datalake.Embedded.Queries.Parsing;

/// <summary>The name of a table or view, with its database where that is given.</summary>
/// <param name="Database">The database; null when it is not given.</param>
/// <param name="Table">The table or view.</param>
internal readonly record struct QualifiedName(string? Database, string Table);

/// <summary>Reads a short statement word by word.</summary>
/// <param name="sql">The statement, in UTF-8.</param>
internal sealed class StatementWords(byte[] sql)
{
    private readonly SqlTokens tokens = new(sql);
    private int at;

    /// <summary>True when nothing is left.</summary>
    public bool AtEnd => at >= tokens.Count;

    /// <summary>What stands behind the last word, comments included.</summary>
    public string Rest => tokens.TextOf(at == 0 ? 0 : tokens[at - 1].End, sql.Length);

    /// <summary>What stands before the first word: comments and white space.</summary>
    public string Before => tokens.TextOf(0, tokens.Count == 0 ? sql.Length : tokens[0].Start);

    /// <summary>Takes a keyword if it comes next.</summary>
    /// <param name="word">The keyword.</param>
    public bool Take(string word)
    {
        if (!tokens.IsWord(at, word)) return false;
        at++;
        return true;
    }

    /// <summary>Takes a symbol if it comes next.</summary>
    /// <param name="symbol">The symbol.</param>
    public bool Take(char symbol)
    {
        if (!tokens.IsSymbol(at, symbol)) return false;
        at++;
        return true;
    }

    /// <summary>Takes a string if it comes next.</summary>
    /// <returns>What it holds; null when there is none.</returns>
    public string? Text()
    {
        if (at >= tokens.Count || !tokens.IsPlainText(at)) return null;
        return TextOf(at++)[1..^1].Replace("''", "'", StringComparison.Ordinal);
    }

    /// <summary>
    /// Takes a name: <c>table</c>, <c>database.table</c> or <c>awsdatacatalog.database.table</c>, each part in quotes or not.
    /// </summary>
    /// <returns>The name; null when there is none, or it has another catalog.</returns>
    public QualifiedName? Name()
    {
        var parts = new List<string>();
        do
        {
            if (Part() is not { } part) return null;
            parts.Add(part);
        }
        while (Take('.'));

        return parts switch
        {
            [var table] => new QualifiedName(null, table),
            [var database, var table] => new QualifiedName(database, table),
            [var catalog, var database, var table] when catalog.Equals(LakeViews.Catalog, StringComparison.OrdinalIgnoreCase) =>
                new QualifiedName(database, table),
            _ => null,
        };
    }

    private string? Part()
    {
        if (at >= tokens.Count) return null;
        if (tokens.IsSymbol(at, '`') && at + 2 < tokens.Count && tokens.IsSymbol(at + 2, '`'))
        {
            at += 3;
            return TextOf(at - 2);
        }

        return tokens[at].Kind switch
        {
            SqlTokenKind.Word => TextOf(at++),
            SqlTokenKind.QuotedName => TextOf(at++)[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal),
            _ => null,
        };
    }

    private string TextOf(int index) => tokens.TextOf(tokens[index].Start, tokens[index].End);
}
