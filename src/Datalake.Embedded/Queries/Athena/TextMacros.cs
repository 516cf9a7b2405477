namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of texts.</summary>
internal static class TextMacros
{
    private const string Spaces = "chr(32) || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)";

    // Arguments of the functions that take any number of them; a macro takes as many as it names.
    private static readonly string[] Any = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE MACRO regexp_like(x, pattern) AS athena_regexp_like(x, pattern)",
        "CREATE MACRO regexp_extract(x, pattern) AS athena_regexp_extract(x, pattern, 0), (x, pattern, part) AS athena_regexp_extract(x, pattern, part)",
        "CREATE MACRO regexp_extract_all(x, pattern) AS CAST(CAST(athena_regexp_extract_all(x, pattern, 0) AS JSON) AS VARCHAR[]), "
            + "(x, pattern, part) AS CAST(CAST(athena_regexp_extract_all(x, pattern, part) AS JSON) AS VARCHAR[])",
        "CREATE MACRO regexp_split(x, pattern) AS CAST(CAST(athena_regexp_split(x, pattern) AS JSON) AS VARCHAR[])",
        "CREATE MACRO regexp_count(x, pattern) AS athena_regexp_count(x, pattern)",
        "CREATE MACRO regexp_position(x, pattern) AS athena_regexp_position(x, pattern, 1, 1), (x, pattern, first) AS athena_regexp_position(x, pattern, first, 1), "
            + "(x, pattern, first, n) AS athena_regexp_position(x, pattern, first, n)",

        // Every match, with groups as $1; DuckDB's own takes the first, with groups as \1. With a fourth argument it is DuckDB's own.
        "CREATE MACRO regexp_replace(x, pattern) AS athena_regexp_replace(x, pattern, ''), (x, pattern, r) AS athena_regexp_replace(x, pattern, r), "
            + $"(x, pattern, r, options) AS {AthenaMacros.WhenThere} system.main.regexp_replace(x, pattern, r, options) END",

        // Of an array its elements; DuckDB's own takes the array's text.
        "CREATE MACRO concat_ws(s, a VARCHAR) AS system.main.concat_ws(s, a), (s, a) AS array_to_string(list_filter(a, lambda e: e IS NOT NULL), s), "
            + string.Join(", ", Enumerable.Range(2, Any.Length - 1).Select(count => $"(s, {string.Join(", ", Any.Take(count))}) AS system.main.concat_ws(s, {string.Join(", ", Any.Take(count))})")),

        // Position 0 is none, and a negative one before the first character too.
        "CREATE MACRO substr(x, s) AS CASE WHEN x IS NOT NULL AND (s = 0 OR s < -length(x)) THEN '' ELSE system.main.substr(x, s) END, "
            + "(x, s, n) AS CASE WHEN x IS NOT NULL AND n IS NOT NULL AND (s = 0 OR s < -length(x)) OR x IS NOT NULL AND s IS NOT NULL AND n <= 0 THEN '' ELSE system.main.substr(x, s, n) END",
        "CREATE MACRO substring(x, s) AS substr(x, s), (x, s, n) AS substr(x, s, n)",
        $"CREATE MACRO split(x, d) AS {AthenaMacros.Guard("d = ''", "'split: the delimiter must not be empty'", "system.main.string_split(x, d)")}, "
            + "(x, d, n) AS CAST(CAST(athena_split(x, d, n) AS JSON) AS VARCHAR[])",
        $"CREATE MACRO split_part(x, d, n) AS {AthenaMacros.Guard("n < 1", "'split_part: the first part is 1'", "system.main.string_split(x, d)[n]")}",
        "CREATE MACRO strpos(x, part) AS system.main.strpos(x, part), (x, part, n) AS athena_strpos(x, part, n)",
        "CREATE MACRO replace(x, part) AS system.main.replace(x, part, ''), (x, part, other) AS system.main.replace(x, part, other)",

        // Of every white space; DuckDB's own take only blanks.
        .. new[] { "trim", "ltrim", "rtrim" }.Select(name => $"CREATE MACRO {name}(x) AS system.main.{name}(x, {Spaces}), (x, letters) AS system.main.{name}(x, letters)"),
        $"CREATE MACRO normalize(x) AS nfc_normalize(x), (x, form) AS {AthenaMacros.Guard("upper(form) <> 'NFC'", "'normalize has no form ' || form || ' here; write normalize(x, NFC)'", "nfc_normalize(x)")}",
        "CREATE MACRO codepoint(x) AS unicode(x)",

        // Of characters; DuckDB's own count bytes.
        "CREATE MACRO levenshtein_distance(x, y) AS athena_levenshtein(x, y)",
        "CREATE MACRO hamming_distance(x, y) AS athena_hamming(x, y)",
        "CREATE MACRO url_encode(x) AS athena_url_encode(x)",
        "CREATE MACRO url_decode(x) AS athena_url_decode(x)",
        .. new[] { "protocol", "host", "path", "query", "fragment" }.Select(part => $"CREATE MACRO url_extract_{part}(x) AS athena_url(x, '{part}')"),
        "CREATE MACRO url_extract_port(x) AS CAST(athena_url(x, 'port') AS BIGINT)",
        "CREATE MACRO url_extract_parameter(x, name) AS athena_url_parameter(x, name)",
        "CREATE MACRO to_utf8(x) AS encode(x)",
        "CREATE MACRO from_utf8(x) AS decode(x)",

        // Of bytes they are bytes; DuckDB's own are digits of any.
        "CREATE MACRO md5(x BLOB) AS unhex(system.main.md5(x)), (x) AS system.main.md5(x)",
        "CREATE MACRO sha1(x BLOB) AS unhex(system.main.sha1(x)), (x) AS system.main.sha1(x)",
        "CREATE MACRO sha256(x BLOB) AS unhex(system.main.sha256(x)), (x) AS system.main.sha256(x)",
        "CREATE MACRO sha512(x) AS unhex(athena_sha512(hex(x)))",
    ];
}
