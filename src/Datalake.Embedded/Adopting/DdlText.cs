namespace Datalake.Embedded.Adopting;

/// <summary>A part of a text: a statement, or what is none.</summary>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Text">Its text, without the semicolon.</param>
/// <param name="Tokens">Its tokens; empty for what is no statement.</param>
internal sealed record DdlPart(int Line, string Text, IReadOnlyList<DdlToken> Tokens)
{
    /// <summary>True for a statement.</summary>
    public bool IsStatement => Tokens.Count > 0;
}

/// <summary>
/// Finds the statements in a text that has other things between them, as a page or a README does. A statement begins a line with its
/// keywords and ends with a semicolon.
/// </summary>
internal static class DdlText
{
    private static readonly Dictionary<string, string[]> Beginnings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CREATE"] = ["DATABASE", "SCHEMA", "EXTERNAL", "TABLE", "VIEW", "OR"],
        ["ALTER"] = ["TABLE", "DATABASE", "SCHEMA", "VIEW"],
        ["DROP"] = ["TABLE", "DATABASE", "SCHEMA", "VIEW"],
        ["MSCK"] = ["REPAIR"],
        ["INSERT"] = ["INTO", "OVERWRITE"],
        ["SHOW"] = ["TABLES", "PARTITIONS", "CREATE", "DATABASES", "COLUMNS", "VIEWS"],
    };

    /// <summary>Splits a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isQuery">Says whether a text that begins as a query is one.</param>
    public static IReadOnlyList<DdlPart> Split(string text, Func<string, bool> isQuery)
    {
        var parts = new List<DdlPart>();
        var at = 0;
        while (DdlScanner.Skip(text, at) is { } start && start < text.Length)
        {
            var line = 1 + text.AsSpan(0, start).Count('\n');
            if (text[start] == ';') at = start + 1;
            else if (DdlScanner.Statement(text, start, out var end) is { Count: > 0 } tokens && Begins(tokens, text[start..end], isQuery))
            {
                parts.Add(new DdlPart(line, text[start..end].TrimEnd(), tokens));
                at = end;
            }
            else
            {
                at = text.IndexOf('\n', start) is >= 0 and var next ? next : text.Length;
                var prose = text[start..at].Trim();
                if (parts is [.., { IsStatement: false } last] && last.Line + last.Text.AsSpan().Count('\n') + 1 == line)
                    parts[^1] = last with { Text = $"{last.Text}\n{prose}" };
                else parts.Add(new DdlPart(line, prose, []));
            }
        }

        return parts;
    }

    private static bool Begins(List<DdlToken> tokens, string statement, Func<string, bool> isQuery)
    {
        var first = tokens[0];
        if (first.Is("SELECT") || first.Is("WITH")) return tokens.Count > 1 && isQuery(statement);
        return first.Kind == DdlTokenKind.Word && tokens.Count > 1 && Beginnings.TryGetValue(first.Value, out var next)
            && Array.Exists(next, tokens[1].Is);
    }
}
