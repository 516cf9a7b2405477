using System.Text;

namespace Datalake.Embedded.Queries.Parsing;

/// <summary>The tokens of a query, with the partner of each bracket.</summary>
internal sealed class SqlTokens
{
    private readonly byte[] sql;
    private readonly List<SqlToken> tokens = [];
    private readonly Dictionary<int, int> closing = [];

    /// <summary>Scans a query.</summary>
    /// <param name="sql">The query, in UTF-8.</param>
    public SqlTokens(byte[] sql)
    {
        this.sql = sql;
        var open = new Stack<int>();
        var scanner = new SqlScanner(sql);
        while (scanner.Read())
        {
            if (IsSymbol(scanner.Current, "([{"u8)) open.Push(tokens.Count);
            else if (IsSymbol(scanner.Current, ")]}"u8) && open.TryPop(out var partner)) closing[partner] = tokens.Count;
            tokens.Add(scanner.Current);
        }
    }

    /// <summary>How many tokens there are.</summary>
    public int Count => tokens.Count;

    /// <summary>A token.</summary>
    /// <param name="index">Its number, from 0.</param>
    public SqlToken this[int index] => tokens[index];

    /// <summary>The number of the first token that begins at a position or after it.</summary>
    /// <param name="position">The position, in bytes.</param>
    public int IndexFrom(int position)
    {
        var index = tokens.BinarySearch(
            new SqlToken(default, position, 0), Comparer<SqlToken>.Create((one, other) => one.Start.CompareTo(other.Start)));
        return index < 0 ? ~index : index;
    }

    /// <summary>The number of the token that closes a bracket; null when the token is no bracket, or is never closed.</summary>
    /// <param name="index">The number of the bracket.</param>
    public int? Closing(int index) => closing.TryGetValue(index, out var partner) ? partner : null;

    /// <summary>True when a token is a symbol.</summary>
    /// <param name="index">The token's number; there may be no such token.</param>
    /// <param name="symbol">The symbol.</param>
    public bool IsSymbol(int index, char symbol) => index < Count && IsSymbol(tokens[index], [(byte)symbol]);

    /// <summary>True when a token is a keyword.</summary>
    /// <param name="index">The token's number; there may be no such token.</param>
    /// <param name="word">The keyword; upper and lower case do not matter.</param>
    public bool IsWord(int index, string word) =>
        index < Count
        && tokens[index].Kind == SqlTokenKind.Word
        && string.Equals(TextOf(tokens[index].Start, tokens[index].End), word, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a token is a name, in quotes or not.</summary>
    /// <param name="index">The token's number; there may be no such token.</param>
    /// <param name="name">The name; upper and lower case do not matter.</param>
    public bool IsName(int index, string name) =>
        IsWord(index, name)
        || index < Count
            && tokens[index].Kind == SqlTokenKind.QuotedName
            && string.Equals(
                TextOf(tokens[index].Start + 1, tokens[index].End - 1).Replace("\"\"", "\"", StringComparison.Ordinal), name,
                StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a token is a string in quotes without escapes.</summary>
    /// <param name="index">The token's number.</param>
    public bool IsPlainText(int index) => tokens[index].Kind == SqlTokenKind.Text && sql[tokens[index].Start] == '\'';

    /// <summary>The text that a string in quotes without escapes stands for.</summary>
    /// <param name="index">The token's number.</param>
    public string StringAt(int index) =>
        TextOf(tokens[index].Start + 1, tokens[index].End - 1).Replace("''", "'", StringComparison.Ordinal);

    /// <summary>A part of the query.</summary>
    /// <param name="start">The position of its first byte.</param>
    /// <param name="end">The position after its last byte.</param>
    public string TextOf(int start, int end) => Encoding.UTF8.GetString(sql, start, end - start);

    private bool IsSymbol(SqlToken token, ReadOnlySpan<byte> symbols) =>
        token.Kind == SqlTokenKind.Symbol && symbols.Contains(sql[token.Start]);
}
