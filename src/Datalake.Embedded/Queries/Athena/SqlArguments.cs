using System.Text;

namespace Datalake.Embedded.Queries.Athena;

/// <summary>Where the arguments of a call stand in a query.</summary>
/// <param name="Open">The place of the parenthesis that opens them, in bytes.</param>
/// <param name="Commas">The places of the commas between them.</param>
/// <param name="Close">The place of the parenthesis that closes them.</param>
internal sealed record SqlArguments(int Open, IReadOnlyList<int> Commas, int Close)
{
    private const string Ordinality = "ORDINALITY";

    /// <summary>How many there are.</summary>
    public int Count => Commas.Count + 1;

    /// <summary>Finds the arguments that begin after the name of a function.</summary>
    /// <param name="sql">The query, which the engine's parser has found to be one.</param>
    /// <param name="at">The end of the name.</param>
    /// <returns>Null when they cannot be told.</returns>
    public static SqlArguments? Find(ReadOnlySpan<byte> sql, int at)
    {
        at = Skip(sql, at);
        if (at >= sql.Length || sql[at] != (byte)'(') return null;
        var open = at;
        var commas = new List<int>();
        var depth = 0;
        while (at < sql.Length)
        {
            var after = Skip(sql, at);
            if (after != at)
            {
                at = after;
                continue;
            }

            switch (sql[at])
            {
                case (byte)'(' or (byte)'[' or (byte)'{':
                    depth++;
                    break;
                case (byte)')' or (byte)']' or (byte)'}' when --depth == 0:
                    return new SqlArguments(open, commas, at);
                case (byte)',' when depth == 1:
                    commas.Add(at);
                    break;
                case (byte)'\'' or (byte)'"':
                    at = EndOfQuoted(sql, at);
                    break;
                case (byte)'$':
                    // Between dollar signs anything may stand.
                    return null;
            }

            at++;
        }

        return null;
    }

    /// <summary>The words WITH ORDINALITY that begin at a place, spaces before them left aside.</summary>
    public static (int At, int Length)? WithOrdinality(ReadOnlySpan<byte> sql, int at)
    {
        var first = Skip(sql, at);
        var second = Skip(sql, first + "WITH".Length);
        if (second + Ordinality.Length > sql.Length) return null;
        var word = Encoding.UTF8.GetString(sql.Slice(second, Ordinality.Length));
        return string.Equals(word, Ordinality, StringComparison.OrdinalIgnoreCase) ? (first, second + Ordinality.Length - first) : null;
    }

    /// <summary>The texts of the arguments.</summary>
    public IEnumerable<string> Texts(byte[] sql)
    {
        var from = Open + 1;
        foreach (var end in Commas.Append(Close))
        {
            yield return Encoding.UTF8.GetString(sql, from, end - from);
            from = end + 1;
        }
    }

    /// <summary>The place after spaces and comments.</summary>
    private static int Skip(ReadOnlySpan<byte> sql, int at)
    {
        while (at < sql.Length)
        {
            var rest = sql[at..];
            if (rest[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
            else if (rest.StartsWith("--"u8)) at += rest.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : rest.Length;
            else if (rest.StartsWith("/*"u8)) at += rest.IndexOf("*/"u8) is var end and >= 0 ? end + 2 : rest.Length;
            else break;
        }

        return at;
    }

    private static int EndOfQuoted(ReadOnlySpan<byte> sql, int at)
    {
        // A quote within stands twice, which reads as one that ends and one that begins; only after E may a backslash stand before it.
        var quote = sql[at];
        var escapes = quote == (byte)'\'' && at > 0 && sql[at - 1] is (byte)'e' or (byte)'E';
        for (at++; at < sql.Length && sql[at] != quote; at++)
        {
            if (escapes && sql[at] == (byte)'\\') at++;
        }

        return at;
    }
}
