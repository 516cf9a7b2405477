using System.Text;

namespace Datalake.Embedded.Queries.Parsing;

/// <summary>One of several statements in a text.</summary>
/// <param name="Start">The position of its first character, the comments before it included.</param>
/// <param name="Length">Its length, up to the semicolon.</param>
/// <param name="Line">The line it begins in, from 1.</param>
internal readonly record struct SqlStatement(int Start, int Length, int Line);

/// <summary>Splits a text into its statements, at the semicolons that stand in no string, name or comment.</summary>
internal static class SqlStatements
{
    /// <summary>Splits a text. Parts without a word are not statements.</summary>
    /// <param name="sql">The text.</param>
    public static IReadOnlyList<SqlStatement> Split(string sql)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        var scanner = new SqlScanner(utf8);
        var statements = new List<SqlStatement>();
        var (start, from, line, any) = (0, 0, 1, false);
        while (scanner.Read())
        {
            var token = scanner.Current;
            if (token.Kind == SqlTokenKind.Symbol && utf8[token.Start] == ';') End(token.Start, token.End);
            else any = true;
        }

        End(utf8.Length, utf8.Length);
        return statements;

        void End(int end, int next)
        {
            var part = Encoding.UTF8.GetString(utf8, from, end - from);
            if (any) statements.Add(new SqlStatement(start, part.Length, line));
            start += part.Length + (next - end);
            line += part.AsSpan().Count('\n');
            (from, any) = (next, false);
        }
    }

    /// <summary>
    /// The text of a statement with blank lines and spaces before it, so that a message about it names the line of the whole text.
    /// </summary>
    /// <param name="sql">The whole text.</param>
    /// <param name="statement">The statement.</param>
    public static string InPlace(string sql, SqlStatement statement)
    {
        var before = sql.AsSpan(0, statement.Start);
        return string.Concat(
            new string('\n', statement.Line - 1),
            new string(' ', before.Length - 1 - before.LastIndexOf('\n')),
            sql.AsSpan(statement.Start, statement.Length));
    }
}
