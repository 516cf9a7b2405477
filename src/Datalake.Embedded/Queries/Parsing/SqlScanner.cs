namespace Datalake.Embedded.Queries.Parsing;

/// <summary>
/// Splits SQL into tokens as DuckDB's lexer does, in one pass: it never goes back, so its work is linear in the length of the text. White
/// space and comments lie between the tokens; block comments nest.
/// </summary>
/// <param name="sql">The text, in UTF-8.</param>
internal ref struct SqlScanner(ReadOnlySpan<byte> sql)
{
    private readonly ReadOnlySpan<byte> sql = sql;
    private int at;

    /// <summary>The token that was read last.</summary>
    public SqlToken Current { get; private set; }

    /// <summary>The work done so far: bytes read, those that were read twice counted twice.</summary>
    public long Steps { get; private set; }

    /// <summary>Reads the next token.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool Read()
    {
        if (!SkipSpace(out var open)) return Finish(SqlTokenKind.Unclosed, open);
        if (at == sql.Length) return false;
        var start = at;
        switch (Next())
        {
            case (byte)'\'':
                return Finish(SkipQuoted((byte)'\'', hasEscapes: false) ? SqlTokenKind.Text : SqlTokenKind.Unclosed, start);
            case (byte)'"':
                return Finish(SkipQuoted((byte)'"', hasEscapes: false) ? SqlTokenKind.QuotedName : SqlTokenKind.Unclosed, start);
            case (byte)'e' or (byte)'E' when Peek() == '\'':
                Next();
                return Finish(SkipQuoted((byte)'\'', hasEscapes: true) ? SqlTokenKind.Text : SqlTokenKind.Unclosed, start);
            case (byte)'$':
                return Finish(
                    SkipDollarQuoted(start) is not { } isClosed ? SqlTokenKind.Symbol
                        : isClosed ? SqlTokenKind.Text
                        : SqlTokenKind.Unclosed,
                    start
                );
            case var first when IsDigit(first) || (first == '.' && IsDigit(Peek())):
                SkipNumber(first);
                return Finish(SqlTokenKind.Number, start);
            case var first when IsLetter(first):
                while ((IsLetter(Peek()) && SpaceBytes() == 0) || IsDigit(Peek()) || Peek() == '$') Next();
                return Finish(SqlTokenKind.Word, start);
            default:
                return Finish(SqlTokenKind.Symbol, start);
        }
    }

    private bool Finish(SqlTokenKind kind, int start)
    {
        Current = new SqlToken(kind, start, at);
        return true;
    }

    /// <summary>Skips white space and comments.</summary>
    /// <param name="open">Where a comment begins that the text does not close.</param>
    /// <returns>False when there is such a comment.</returns>
    private bool SkipSpace(out int open)
    {
        open = at;
        while (at < sql.Length)
        {
            if (Peek() is ' ' or '\t' or '\n' or '\v' or '\f' or '\r') Next();
            else if (Peek() == '-' && Peek(1) == '-')
            {
                while (at < sql.Length && Peek() is not ('\n' or '\r')) Next();
            }
            else if (Peek() == '/' && Peek(1) == '*')
            {
                open = at;
                if (!SkipComment()) return false;
            }
            else if (SpaceBytes() is > 0 and var bytes) at += bytes;
            else return true;
        }

        return true;
    }

    private bool SkipComment()
    {
        var depth = 0;
        while (at < sql.Length)
        {
            var first = Next();
            if (first == '/' && Peek() == '*')
            {
                Next();
                depth++;
            }
            else if (first == '*' && Peek() == '/')
            {
                Next();
                if (--depth == 0) return true;
            }
        }

        return false;
    }

    // DuckDB reads the spaces of Unicode as spaces: U+00A0, U+2000 to U+200D, U+202F, U+205F, U+2060, U+3000, U+FEFF.
    private int SpaceBytes() => (Peek(), Peek(1), Peek(2)) switch
    {
        (0xC2, 0xA0, _) => 2,
        (0xE2, 0x80, (>= 0x80 and <= 0x8D) or 0xAF) or (0xE2, 0x81, 0x9F or 0xA0) or (0xE3, 0x80, 0x80) or (0xEF, 0xBB, 0xBF) => 3,
        _ => 0,
    };

    // A quote within stands twice.
    private bool SkipQuoted(byte quote, bool hasEscapes)
    {
        while (at < sql.Length)
        {
            var next = Next();
            if (hasEscapes && next == '\\' && at < sql.Length) Next();
            else if (next == quote && Peek() == quote) Next();
            else if (next == quote) return true;
        }

        return false;
    }

    /// <summary>Skips a string between dollar signs, as <c>$$…$$</c> or <c>$tag$…$tag$</c>.</summary>
    /// <param name="start">Where its first dollar sign stands.</param>
    /// <returns>Null when none begins here; false when the text does not close it.</returns>
    private bool? SkipDollarQuoted(int start)
    {
        var end = at;
        if (IsLetter(Peek())) while (IsLetter(At(end)) || IsDigit(At(end))) end++;
        Steps += end - at;
        if (At(end) != '$') return null;
        at = end + 1;
        var tag = sql[start..at];
        var matched = 0;
        while (at < sql.Length)
        {
            // A dollar sign stands only at the ends of the tag, so what does not match begins anew here or nowhere before.
            var next = Next();
            matched = next == tag[matched] ? matched + 1 : next == '$' ? 1 : 0;
            if (matched == tag.Length) return true;
        }

        return false;
    }

    private void SkipNumber(byte first)
    {
        while (IsDigit(Peek()) || (Peek() == '_' && IsDigit(Peek(1)))) Next();
        if (first != '.' && Peek() == '.')
        {
            Next();
            while (IsDigit(Peek()) || (Peek() == '_' && IsDigit(Peek(1)))) Next();
        }

        if (Peek() is not ('e' or 'E')) return;
        if (!IsDigit(Peek(1)) && !(Peek(1) is '+' or '-' && IsDigit(Peek(2)))) return;
        Next();
        Next();
        while (IsDigit(Peek())) Next();
    }

    private byte Next()
    {
        Steps++;
        return sql[at++];
    }

    private readonly int Peek(int ahead = 0) => At(at + ahead);

    private readonly int At(int position) => position < sql.Length ? sql[position] : -1;

    private static bool IsDigit(int value) => value is >= '0' and <= '9';

    private static bool IsLetter(int value) => value is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or >= 0x80;
}
