namespace Datalake.Embedded.Queries.Athena;

/// <summary>What CAST(x AS …) means in Athena where the engine's own cast means something else. x::… is the engine's own.</summary>
internal static class CastMacros
{
    private const string Seconds = "system.main.date_trunc('second', x)";

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        .. new[] { "TINYINT", "SMALLINT", "INTEGER", "BIGINT" }.SelectMany(Whole),

        // With three digits after the second, which is what a timestamp of a table has.
        $"CREATE MACRO athena_text(x {Zoned.Type}) AS strftime(x.\"local\", '%Y-%m-%d %H:%M:%S.%g ') || x.\"zone\", (x DATE) AS CAST(x AS VARCHAR), (x TIMESTAMP) AS strftime(x, '%Y-%m-%d %H:%M:%S.%g'), "
            + "(x TIMESTAMPTZ) AS strftime(x, '%Y-%m-%d %H:%M:%S.%g UTC'), (x TIME) AS strftime(DATE '1970-01-01' + x, '%H:%M:%S.%g'), "
            + "(x) AS CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN athena_scientific(CAST(x AS VARCHAR)) WHEN typeof(x) = 'JSON' THEN athena_json_text(CAST(x AS VARCHAR)) ELSE CAST(x AS VARCHAR) END",

        // The number of digits of a literal.
        "CREATE MACRO athena_text_of(x, digits) AS CASE WHEN digits = 0 THEN strftime(x, '%Y-%m-%d %H:%M:%S') ELSE strftime(x, '%Y-%m-%d %H:%M:%S.') || rpad(system.main.substr(strftime(x, '%f'), 1, digits), digits, '0') END",
        $"CREATE MACRO athena_shorten(x VARCHAR, n) AS system.main.substr(x, 1, n), (x, n) AS {AthenaMacros.WhenThere} {AthenaMacros.Guard("length(athena_text(x)) > n", "'The value ' || athena_text(x) || ' does not fit varchar(' || CAST(n AS VARCHAR) || ')'", "athena_text(x)")} END",
        "CREATE MACRO athena_pad(x, n) AS rpad(athena_shorten(x, n), n, ' ')",
        $"CREATE MACRO athena_precision(x, n) AS CASE WHEN n >= 6 THEN x ELSE {Seconds} + to_microseconds(CAST(round((epoch_us(x) - epoch_us({Seconds})) / pow(10, 6 - n)) * pow(10, 6 - n) AS BIGINT)) END",
        "CREATE MACRO athena_to_json(x) AS to_json(x)",
    ];

    private static IEnumerable<string> Whole(string type)
    {
        var name = type.ToLowerInvariant();
        string Body(string text) =>
            $"CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN CAST(round(TRY_CAST(x AS DOUBLE)) AS {type}) WHEN typeof(x) = 'VARCHAR' THEN {text} ELSE CAST(x AS {type}) END";
        const string isWhole = "regexp_full_match(CAST(x AS VARCHAR), '[+-]?[0-9]+')";
        yield return $"CREATE MACRO athena_to_{name}(x) AS {Body(AthenaMacros.Guard($"NOT {isWhole}", $"'Cannot cast ''' || CAST(x AS VARCHAR) || ''' to {name}; CAST(CAST(x AS double) AS {name}) rounds it, try_cast is NULL then'", $"CAST(x AS {type})"))}";
        yield return $"CREATE MACRO athena_try_{name}(x) AS {Body($"CASE WHEN {isWhole} THEN TRY_CAST(x AS {type}) END").Replace("THEN CAST(round", "THEN TRY_CAST(round", StringComparison.Ordinal).Replace("ELSE CAST(x", "ELSE TRY_CAST(x", StringComparison.Ordinal)}";
    }
}
