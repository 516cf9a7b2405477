namespace Datalake.Embedded.Queries.Athena;

/// <summary>
/// A timestamp with its time zone, which the engine has no type for: a struct of the instant, the local time and the zone. Functions of
/// time
/// take it by its type, so it keeps its zone through subqueries; where the engine's own would be asked for, it is the instant.
/// </summary>
internal static class Zoned
{
    /// <summary>The fields, in their order; the last says whether the local time is shown, as after AT TIME ZONE.</summary>
    public static readonly string[] Fields = ["instant", "local", "zone", "turned"];

    /// <summary>The type.</summary>
    public const string Type = "STRUCT(instant TIMESTAMPTZ, \"local\" TIMESTAMP, \"zone\" VARCHAR, turned BOOLEAN)";

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE MACRO athena_local_at(t, z) AS CASE WHEN athena_offset(z) IS NOT NULL THEN system.main.timezone('UTC', t) + to_minutes(athena_offset(z)) ELSE system.main.timezone(z, t) END",
        "CREATE MACRO athena_instant_at(t, z) AS CASE WHEN athena_offset(z) IS NOT NULL THEN system.main.timezone('UTC', t) - to_minutes(athena_offset(z)) ELSE system.main.timezone(z, t) END",
        "CREATE MACRO athena_zone(t, z, turned) AS CASE WHEN t IS NOT NULL AND z IS NOT NULL THEN struct_pack(instant := t, \"local\" := athena_local_at(t, z), \"zone\" := z, turned := turned) END",
        "CREATE MACRO athena_zone_local(t, z, turned) AS CASE WHEN t IS NOT NULL AND z IS NOT NULL THEN struct_pack(instant := athena_instant_at(t, z), \"local\" := t, \"zone\" := z, turned := turned) END",
        "CREATE MACRO athena_zoned_text(x) AS athena_zone_local(athena_sql_local(x), athena_sql_zone(x), false)",
        $"CREATE MACRO athena_zoned(x {Type}) AS x, (x) AS athena_zone(CAST(x AS TIMESTAMPTZ), 'UTC', false)",
        $"CREATE MACRO athena_to_zoned(x {Type}) AS x, (x VARCHAR) AS athena_zoned_text(x), (x TIMESTAMPTZ) AS x, (x) AS CAST(x AS TIMESTAMPTZ)",
        $"CREATE MACRO athena_instant(x {Type}) AS x.instant, (x) AS x",
        $"CREATE MACRO athena_local(x {Type}) AS x.\"local\", (x) AS x",
        $"CREATE MACRO athena_minutes(x {Type}) AS datesub('minute', system.main.timezone('UTC', x.instant), x.\"local\"), (x) AS CASE WHEN x IS NOT NULL THEN 0 END",
        "CREATE MACRO athena_is_months(i) AS system.main.date_part('year', i) <> 0 OR system.main.date_part('month', i) <> 0",
        "CREATE MACRO athena_shift(x, i) AS CASE WHEN athena_is_months(i) THEN athena_zone_local(x.\"local\" + i, x.\"zone\", x.turned) ELSE athena_zone(x.instant + i, x.\"zone\", x.turned) END",
        $"CREATE MACRO athena_of_date(x) AS {AthenaMacros.Guard("x <> system.main.date_trunc('day', x)", "'An interval of hours, minutes or seconds cannot be added to a date; cast the date: CAST(x AS timestamp)'", "CAST(x AS DATE)")}",
        $"CREATE MACRO athena_plus(a {Type}, b INTERVAL) AS athena_shift(a, b), (a INTERVAL, b {Type}) AS athena_shift(b, a), (a DATE, b INTERVAL) AS athena_of_date(a + b), (a INTERVAL, b DATE) AS athena_of_date(b + a), (a, b) AS a + b",
        $"CREATE MACRO athena_minus(a {Type}, b INTERVAL) AS athena_shift(a, -b), (a DATE, b INTERVAL) AS athena_of_date(a - b), (a, b) AS a - b",
    ];
}
