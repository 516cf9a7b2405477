namespace Datalake.Embedded.Queries;

/// <summary>Functions of Athena's SQL that DuckDB lacks, or has under the same name with another meaning. Only those that mean the same are here.</summary>
internal static class AthenaMacros
{
    // Athena's formats are MySQL's: some letters mean something else there. The longer replacements hold no letter that a later one replaces.
    private const string Format =
        "replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(f, '%M', '%B'), '%W', '%A'), '%i', '%M'), '%s', '%S'), '%h', '%I'), "
        + "'%k', '%-H'), '%l', '%-I'), '%c', '%-m'), '%e', '%-d'), '%T', '%H:%M:%S'), '%r', '%I:%M:%S %p')";

    private const string Step =
        "CASE lower(unit) WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n) "
        + "WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_days(CAST(7 * n AS INTEGER)) WHEN 'month' THEN to_months(CAST(n AS INTEGER)) "
        + "WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER)) WHEN 'year' THEN to_months(CAST(12 * n AS INTEGER)) "
        + "ELSE error('date_add has no unit ' || unit || '; use millisecond, second, minute, hour, day, week, month, quarter or year') END";

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE MACRO from_iso8601_timestamp(x) AS CAST(x AS TIMESTAMPTZ)",
        "CREATE MACRO from_iso8601_date(x) AS CAST(x AS DATE)",
        "CREATE MACRO from_unixtime(x) AS to_timestamp(x)",
        "CREATE MACRO to_unixtime(x) AS epoch(x)",
        $"CREATE MACRO date_format(x, f) AS strftime(x, {Format})",

        // A difference counts whole units; DuckDB's own date_diff counts the boundaries between them.
        "CREATE MACRO date_diff(unit, a, b) AS datesub(unit, a, b)",
        $"CREATE MACRO date_add(unit, n, x) AS x + {Step}, (unit, n, x DATE) AS CAST(x + {Step} AS DATE), (x, span) AS x + span",
        "CREATE MACRO day_of_week(x) AS isodow(x)",
        "CREATE MACRO day_of_month(x) AS day(x)",
        "CREATE MACRO day_of_year(x) AS dayofyear(x)",
        "CREATE MACRO json_extract_scalar(x, path) AS CASE WHEN json_type(x, path) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(x, path) END",
        "CREATE MACRO json_parse(x) AS CAST(x AS JSON)",
        "CREATE MACRO json_format(x) AS CAST(x AS VARCHAR)",
        "CREATE MACRO regexp_like(x, pattern) AS regexp_matches(x, pattern)",
        "CREATE MACRO element_at(x, k) AS x[k]",

        // Of arrays, where DuckDB's own is of maps. For a map, cardinality(map_keys(x)) is right in both.
        "CREATE MACRO cardinality(x) AS len(x)",
        "CREATE MACRO \"sequence\"(a, b) AS generate_series(a, b, CASE WHEN a <= b THEN 1 ELSE -1 END), (a, b, step) AS generate_series(a, b, step)",
        "CREATE MACRO array_join(x, delimiter) AS array_to_string(x, delimiter)",
        "CREATE MACRO approx_distinct(x) AS approx_count_distinct(x)",
        "CREATE MACRO approx_percentile(x, p) AS approx_quantile(x, p)",

        // DuckDB's own gives the first value, which may be NULL.
        "CREATE MACRO arbitrary(x) AS any_value(x)",
    ];
}
