namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of dates and timestamps.</summary>
internal static class TimeMacros
{
    // Athena's formats are MySQL's: some letters mean something else there. The longer replacements hold no letter that a later one
    // replaces.
    private const string Format =
        "replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(f, '%M', '%B'), '%W', '%A'), '%i', '%M'), '%s', '%S'), '%h', '%I'), "
        + "'%k', '%-H'), '%l', '%-I'), '%c', '%-m'), '%e', '%-d'), '%T', '%H:%M:%S'), '%r', '%I:%M:%S %p')";

    private const string Step =
        "CASE lower(unit) WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n) "
        + "WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_days(CAST(7 * n AS INTEGER)) WHEN 'month' THEN to_months(CAST(n AS INTEGER)) "
        + "WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER)) WHEN 'year' THEN to_months(CAST(12 * n AS INTEGER)) "
        + "ELSE error('date_add has no unit ' || unit || '; use millisecond, second, minute, hour, day, week, month, quarter or year') END";

    private const string Part =
        "CASE lower(part) WHEN 'dow' THEN 'isodow' WHEN 'day_of_week' THEN 'isodow' WHEN 'doy' THEN 'doy' WHEN 'day_of_year' THEN 'doy' WHEN 'day_of_month' THEN 'day' "
        + "WHEN 'yow' THEN 'isoyear' WHEN 'year_of_week' THEN 'isoyear' ELSE part END";

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE MACRO from_iso8601_timestamp(x) AS CAST(x AS TIMESTAMPTZ)",
        "CREATE MACRO from_iso8601_date(x) AS CAST(x AS DATE)",
        "CREATE MACRO to_iso8601(x DATE) AS CAST(x AS VARCHAR), (x TIMESTAMPTZ) AS strftime(x, '%Y-%m-%dT%H:%M:%S.%gZ'), (x TIMESTAMP) AS strftime(x, '%Y-%m-%dT%H:%M:%S.%g')",
        "CREATE MACRO from_unixtime(x) AS to_timestamp(x)",
        "CREATE MACRO to_unixtime(x) AS epoch(x)",
        $"CREATE MACRO date_format(x, f) AS strftime(x, {Format})",
        $"CREATE MACRO date_parse(x, f) AS {AthenaMacros.WhenThere} strptime(x, {Format}) END",
        $"CREATE MACRO format_datetime(x, f) AS strftime(x, {JodaFormat.ToEngine("f")})",
        $"CREATE MACRO parse_datetime(x, f) AS {AthenaMacros.WhenThere} CAST(strptime(x, {JodaFormat.ToEngine("f")}) AS TIMESTAMPTZ) END",

        // A timestamp without a zone is one of UTC, as it is in the tables; DuckDB's own takes it for one of the zone and turns it the
        // other way.
        "CREATE MACRO timezone(zone, x) AS system.main.timezone(zone, CAST(x AS TIMESTAMPTZ))",
        "CREATE MACRO at_timezone(x, zone) AS system.main.timezone(zone, CAST(x AS TIMESTAMPTZ))",

        // Of a date it is a date; DuckDB's own gives a timestamp.
        "CREATE MACRO date_trunc(unit, x DATE) AS CAST(system.main.date_trunc(unit, x) AS DATE), (unit, x) AS system.main.date_trunc(unit, x)",

        // A difference counts whole units; DuckDB's own date_diff counts the boundaries between them.
        "CREATE MACRO date_diff(unit, a, b) AS datesub(unit, a, b)",
        $"CREATE MACRO date_add(unit, n, x) AS x + {Step}, (unit, n, x DATE) AS CAST(x + {Step} AS DATE), (x, span) AS x + span",

        // EXTRACT(... FROM x) is this function. A week begins on Monday, 1, and ends on Sunday, 7; in DuckDB's own it begins on Sunday, 0.
        $"CREATE MACRO date_part(part, x) AS system.main.date_part({Part}, x)",
        "CREATE MACRO day_of_week(x) AS isodow(x)",
        "CREATE MACRO dow(x) AS isodow(x)",
        "CREATE MACRO day_of_month(x) AS day(x)",
        "CREATE MACRO day_of_year(x) AS dayofyear(x)",
        "CREATE MACRO doy(x) AS dayofyear(x)",
        "CREATE MACRO week_of_year(x) AS week(x)",
        "CREATE MACRO year_of_week(x) AS isoyear(x)",
        "CREATE MACRO yow(x) AS isoyear(x)",
        "CREATE MACRO last_day_of_month(x) AS last_day(x)",

        // Within the second; DuckDB's own counts the seconds too.
        "CREATE MACRO millisecond(x) AS system.main.millisecond(x) % 1000",
    ];
}
