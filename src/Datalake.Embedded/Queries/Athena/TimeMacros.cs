namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of dates and timestamps.</summary>
internal static class TimeMacros
{
    private const string Z = Zoned.Type;

    private const string Step =
        "CASE lower(unit) WHEN 'millisecond' THEN system.main.to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n) "
        + "WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_days(CAST(7 * n AS INTEGER)) WHEN 'month' THEN to_months(CAST(n AS INTEGER)) "
        + "WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER)) WHEN 'year' THEN to_months(CAST(12 * n AS INTEGER)) "
        + "ELSE to_days(CAST(athena_fail('date_add has no unit ' || unit || '; use millisecond, second, minute, hour, day, week, month, quarter or year') AS INTEGER)) END";

    private const string Part =
        "CASE lower(part) WHEN 'dow' THEN 'isodow' WHEN 'day_of_week' THEN 'isodow' WHEN 'doy' THEN 'doy' WHEN 'day_of_year' THEN 'doy' WHEN 'day_of_month' THEN 'day' "
        + "WHEN 'yow' THEN 'isoyear' WHEN 'year_of_week' THEN 'isoyear' WHEN 'week_of_year' THEN 'week' ELSE part END";

    private const string IsExact = "lower(unit) IN ('millisecond', 'second', 'minute', 'hour')";

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        $"CREATE MACRO from_iso8601_timestamp(x {Z}) AS x, (x TIMESTAMPTZ) AS athena_zone(x, 'UTC', false), (x) AS list_transform([athena_iso(CAST(x AS VARCHAR))], lambda p: athena_of_iso(p))[1]",

        // Milliseconds of the local time, and minutes of the offset and 2048 in the twelve lowest bits.
        "CREATE MACRO athena_of_iso(p) AS CASE WHEN p IS NOT NULL THEN athena_of_offset((p - (p & 4095)) // 4096, (p & 4095) - 2048) END",
        "CREATE MACRO athena_of_offset(ms, o) AS struct_pack(instant := CAST(epoch_ms(ms - o * 60000) AS TIMESTAMPTZ), \"local\" := epoch_ms(ms), "
            + "\"zone\" := CASE WHEN o = 0 THEN 'UTC' ELSE printf('%s%02d:%02d', CASE WHEN o < 0 THEN '-' ELSE '+' END, abs(o) // 60, abs(o) % 60) END, turned := false)",
        "CREATE MACRO from_iso8601_date(x) AS CAST(athena_iso_date(x) AS DATE)",
        $"CREATE MACRO to_iso8601(x {Z}) AS strftime(x.\"local\", '%Y-%m-%dT%H:%M:%S.%g') || CASE WHEN athena_minutes(x) = 0 THEN 'Z' ELSE athena_joda(x.\"local\", 'ZZ', x.\"zone\", athena_minutes(x)) END, "
            + "(x DATE) AS CAST(x AS VARCHAR), (x TIMESTAMPTZ) AS strftime(x, '%Y-%m-%dT%H:%M:%S.%gZ'), (x TIMESTAMP) AS strftime(x, '%Y-%m-%dT%H:%M:%S.%g')",
        "CREATE MACRO from_unixtime(x) AS to_timestamp(x), (x, zone) AS athena_zone(to_timestamp(x), zone, false), "
            + "(x, hours, minutes) AS athena_zone(to_timestamp(x), printf('%s%02d:%02d', CASE WHEN hours * 60 + minutes < 0 THEN '-' ELSE '+' END, abs(hours), abs(minutes)), false)",
        $"CREATE MACRO to_unixtime(x {Z}) AS epoch(x.instant), (x) AS epoch(x)",
        $"CREATE MACRO date_format(x {Z}, f) AS athena_date_format(x.\"local\", f), (x, f) AS athena_date_format(CAST(x AS TIMESTAMP), f)",
        "CREATE MACRO date_parse(x, f) AS athena_date_parse(x, f)",
        $"CREATE MACRO format_datetime(x {Z}, f) AS athena_joda(x.\"local\", f, x.\"zone\", athena_minutes(x)), (x, f) AS athena_joda(CAST(x AS TIMESTAMP), f, 'UTC', 0)",
        "CREATE MACRO parse_datetime(x, f) AS athena_zoned_text(athena_joda_parse(x, f))",

        // A timestamp without a zone is one of UTC, as it is in the tables; DuckDB's own takes it for one of the zone and turns it the
        // other way.
        $"CREATE MACRO timezone(zone, x {Z}) AS athena_zone(x.instant, zone, true), (zone, x) AS athena_zone(CAST(x AS TIMESTAMPTZ), zone, true)",
        $"CREATE MACRO at_timezone(x {Z}, zone) AS athena_zone(x.instant, zone, true), (x, zone) AS athena_zone(CAST(x AS TIMESTAMPTZ), zone, true)",
        "CREATE MACRO with_timezone(x, zone) AS athena_zone_local(CAST(x AS TIMESTAMP), zone, false)",
        "CREATE MACRO current_timezone() AS 'UTC'",
        "CREATE MACRO timezone_minute(x) AS athena_minutes(x) % 60",
        "CREATE MACRO timezone_hour(x) AS athena_minutes(x) // 60",

        // Of a date it is a date; DuckDB's own gives a timestamp.
        $"CREATE MACRO date_trunc(unit, x {Z}) AS athena_zone_local(system.main.date_trunc(unit, x.\"local\"), x.\"zone\", x.turned), (unit, x DATE) AS CAST(system.main.date_trunc(unit, x) AS DATE), "
            + "(unit, x) AS system.main.date_trunc(unit, x)",

        // A difference counts whole units; DuckDB's own date_diff counts the boundaries between them.
        $"CREATE MACRO date_diff(unit, a {Z}, b {Z}) AS CASE WHEN {IsExact} THEN datesub(unit, a.instant, b.instant) ELSE datesub(unit, a.\"local\", athena_local_at(b.instant, a.\"zone\")) END, "
            + $"(unit, a {Z}, b TIMESTAMPTZ) AS CASE WHEN {IsExact} THEN datesub(unit, a.instant, b) ELSE datesub(unit, a.\"local\", athena_local_at(b, a.\"zone\")) END, "
            + $"(unit, a TIMESTAMPTZ, b {Z}) AS datesub(unit, a, b.instant), (unit, a, b) AS datesub(unit, a, b)",
        $"CREATE MACRO date_add(unit, n, x {Z}) AS CASE WHEN {IsExact} THEN athena_zone(x.instant + {Step}, x.\"zone\", x.turned) ELSE athena_zone_local(x.\"local\" + {Step}, x.\"zone\", x.turned) END, "
            + $"(unit, n, x DATE) AS athena_of_date(x + {Step}), (unit, n, x) AS x + {Step}, (x, span) AS x + span",

        // EXTRACT(... FROM x) is this function. A week begins on Monday, 1, and ends on Sunday, 7; in DuckDB's own it begins on Sunday,
        // 0.
        $"CREATE MACRO date_part(part, x {Z}) AS CASE lower(part) WHEN 'timezone_hour' THEN timezone_hour(x) WHEN 'timezone_minute' THEN timezone_minute(x) "
            + $"ELSE system.main.date_part({Part}, x.\"local\") END, (part, x) AS system.main.date_part({Part}, x)",
        .. Parts(("year", "year"), ("quarter", "quarter"), ("month", "month"), ("week", "week"), ("week_of_year", "week"), ("year_of_week", "isoyear"),
            ("yow", "isoyear"), ("day", "day"), ("day_of_month", "day"), ("day_of_week", "isodow"), ("dow", "isodow"), ("day_of_year", "dayofyear"),
            ("doy", "dayofyear"), ("hour", "hour"), ("minute", "minute"), ("second", "second"), ("last_day_of_month", "last_day")),

        // Within the second; DuckDB's own counts the seconds too.
        $"CREATE MACRO millisecond(x {Z}) AS system.main.millisecond(x.\"local\") % 1000, (x) AS system.main.millisecond(x) % 1000",
        $"CREATE MACRO date(x {Z}) AS CAST(x.\"local\" AS DATE), (x) AS CAST(x AS DATE)",
        "CREATE MACRO human_readable_seconds(x) AS athena_seconds(CAST(x AS DOUBLE))",
    ];

    private static IEnumerable<string> Parts(params (string Name, string Own)[] parts) =>
        parts.Select(part => $"CREATE MACRO {part.Name}(x {Z}) AS system.main.{part.Own}(x.\"local\"), (x) AS system.main.{part.Own}(x)");
}
