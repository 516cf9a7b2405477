using System.Text;

namespace Datalake.Embedded.Adopting;

/// <summary>Splits Hive's and Athena's statements into tokens. White space and comments lie between them.</summary>
internal static class DdlScanner
{
    /// <summary>The tokens of one statement, up to a semicolon or the end of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the statement begins.</param>
    /// <param name="end">Where the semicolon stands, or the end of the text.</param>
    /// <returns>The tokens; null when a string, a name or a comment is not closed.</returns>
    public static List<DdlToken>? Statement(string text, int start, out int end)
    {
        var tokens = new List<DdlToken>();
        for (end = start; ;)
        {
            if (Skip(text, end) is not { } at) return null;
            end = at;
            if (at == text.Length || text[at] == ';') return tokens;
            if (Next(text, at) is not { } token) return null;
            tokens.Add(token);
            end = token.End;
        }
    }

    /// <summary>Skips white space and comments.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to begin.</param>
    /// <returns>Where the next token begins; null when a comment is not closed.</returns>
    public static int? Skip(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF') at++;
            else if (text.AsSpan(at).StartsWith("--"))
            {
                while (at < text.Length && text[at] != '\n') at++;
            }
            else if (text.AsSpan(at).StartsWith("/*"))
            {
                var close = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (close < 0) return null;
                at = close + 2;
            }
            else break;
        }

        return at;
    }

    private static DdlToken? Next(string text, int start)
    {
        var first = text[start];
        if (first is '\'' or '"' or '`') return Quoted(text, start, first);
        if (!IsWord(first)) return new DdlToken(DdlTokenKind.Symbol, first.ToString(), start, start + 1);
        var end = start + 1;
        while (end < text.Length && IsWord(text[end])) end++;
        return new DdlToken(DdlTokenKind.Word, text[start..end], start, end);
    }

    private static DdlToken? Quoted(string text, int start, char quote)
    {
        var value = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            var doubled = at + 1 < text.Length && text[at + 1] == quote;
            if (text[at] == quote && !doubled)
                return new DdlToken(quote == '\'' ? DdlTokenKind.Text : DdlTokenKind.Name, value.ToString(), start, at + 1);
            if (text[at] == quote) at++;
            else if (text[at] == '\\' && quote == '\'' && at + 1 < text.Length)
            {
                value.Append(Escape(text, ref at));
                continue;
            }

            value.Append(text[at]);
        }

        return null;
    }

    // Hive knows \t, \n, \\, \', \001 and \u0001.
    private static char Escape(string text, ref int at)
    {
        var next = text[++at];
        var (digits, radix) = next == 'u' ? (4, 16) : char.IsAsciiDigit(next) ? (3, 8) : (0, 0);
        var from = next == 'u' ? at + 1 : at;
        if (digits > 0 && from + digits <= text.Length)
        {
            var number = 0;
            foreach (var digit in text.AsSpan(from, digits))
            {
                var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
                if (value >= radix) return next;
                number = number * radix + value;
            }

            at = from + digits - 1;
            return (char)number;
        }

        return next switch { 't' => '\t', 'n' => '\n', 'r' => '\r', _ => next };
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
