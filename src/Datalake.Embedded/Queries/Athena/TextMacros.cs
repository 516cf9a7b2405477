namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of texts.</summary>
internal static class TextMacros
{
    // Arguments of the functions that take any number of them; a macro takes as many as it names.
    private static readonly string[] Any = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE MACRO regexp_like(x, pattern) AS regexp_matches(x, pattern)",

        // NULL where nothing matches; DuckDB's own gives an empty text.
        "CREATE MACRO regexp_extract(x, pattern) AS CASE WHEN regexp_matches(x, pattern) THEN system.main.regexp_extract(x, pattern) END, "
            + "(x, pattern, part) AS CASE WHEN regexp_matches(x, pattern) THEN system.main.regexp_extract(x, pattern, part) END",

        // Every match, with groups as $1; DuckDB's own takes the first, with groups as \1. With a fourth argument it is DuckDB's own.
        "CREATE MACRO regexp_replace(x, pattern) AS system.main.regexp_replace(x, pattern, '', 'g'), "
            + "(x, pattern, r) AS system.main.regexp_replace(x, pattern, CASE WHEN regexp_matches(r, '[\\\\]|[$][{]') THEN error('regexp_replace takes groups as $1, as Athena does, not as \\1 or ${name}; "
            + "DuckDB''s own is the one with options: regexp_replace(x, pattern, replacement, ''g'')') ELSE system.main.regexp_replace(r, '[$]([0-9])', '\\\\\\1', 'g') END, 'g'), "
            + $"(x, pattern, r, options) AS {AthenaMacros.WhenThere} system.main.regexp_replace(x, pattern, r, options) END",

        // NULL when one is NULL, and arrays too; DuckDB's own leaves NULL out.
        $"CREATE MACRO concat{string.Join(", ", Enumerable.Range(2, Any.Length - 1).Select(count => $"({string.Join(", ", Any.Take(count))}) AS {string.Join(" || ", Any.Take(count))}"))}",

        // Java's formats, %s and %d; DuckDB's own has {}.
        $"CREATE MACRO format{string.Join(", ", Enumerable.Range(2, Any.Length - 1).Select(count => $"({string.Join(", ", Any.Take(count))}) AS printf({string.Join(", ", Any.Take(count))})"))}",
        "CREATE MACRO codepoint(x) AS unicode(x)",
        "CREATE MACRO levenshtein_distance(x, y) AS levenshtein(x, y)",
        "CREATE MACRO to_utf8(x) AS encode(x)",
        "CREATE MACRO from_utf8(x) AS decode(x)",

        // Of bytes they are bytes; DuckDB's own are digits of any.
        "CREATE MACRO md5(x BLOB) AS unhex(system.main.md5(x)), (x) AS system.main.md5(x)",
        "CREATE MACRO sha1(x BLOB) AS unhex(system.main.sha1(x)), (x) AS system.main.sha1(x)",
        "CREATE MACRO sha256(x BLOB) AS unhex(system.main.sha256(x)), (x) AS system.main.sha256(x)",
    ];
}
