namespace Datalake.Embedded.Queries.Athena;

/// <summary>The formats of <c>format_datetime</c> and <c>parse_datetime</c>, which are Joda's: <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
internal static class JodaFormat
{
    // Longer ones first. Each is set aside as a character that stands in no format, so that what one puts in is not taken by the next.
    private static readonly (string Joda, string Engine)[] Parts =
    [
        ("''T''", "T"),
        ("''Z''", "Z"),
        ("yyyy", "%Y"),
        ("MMMM", "%B"),
        ("MMM", "%b"),
        ("MM", "%m"),
        ("dd", "%d"),
        ("EEEE", "%A"),
        ("EEE", "%a"),
        ("HH", "%H"), ("hh", "%I"), ("mm", "%M"), ("SSS", "%g"), ("ss", "%S"), ("a", "%p"),
    ];

    /// <summary>An expression for the engine's form of a format.</summary>
    /// <param name="format">The expression for Joda's.</param>
    public static string ToEngine(string format)
    {
        var aside = format;
        for (var i = 0; i < Parts.Length; i++) aside = $"replace({aside}, '{Parts[i].Joda}', chr({Aside(i)}))";

        // What is left is a letter that is not known here; the engine says so of its own accord, since a format must be a constant and
        // error() is none.
        var engine = $"CASE WHEN regexp_matches({aside}, '[A-Za-z%'']') THEN '%? in ' || {format} ELSE {aside} END";
        for (var i = 0; i < Parts.Length; i++) engine = $"replace({engine}, chr({Aside(i)}), '{Parts[i].Engine}')";
        return engine;
    }

    private static int Aside(int part) => 0xE000 + part;
}
