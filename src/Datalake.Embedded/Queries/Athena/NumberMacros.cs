namespace Datalake.Embedded.Queries.Athena;

/// <summary>Athena's functions of numbers, and what its aggregates make of the values that they have gathered.</summary>
internal static class NumberMacros
{
    private const string IsDecimal = "(s LIKE 'DECIMAL%' OR t LIKE 'DECIMAL%') AND s NOT IN ('DOUBLE', 'FLOAT') AND t NOT IN ('DOUBLE', 'FLOAT')";
    private static readonly string[] Any = ["a", "b", "c", "d", "e", "f"];

    /// <summary>One statement each.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        // NULL when one is NULL; DuckDB's own leave NULL out.
        Extreme("greatest"),
        Extreme("least"),
        "CREATE MACRO athena_greatest(x) AS CASE WHEN len(x) = list_count(x) THEN list_max(x) END",
        "CREATE MACRO athena_least(x) AS CASE WHEN len(x) = list_count(x) THEN list_min(x) END",

        // a / b and a % b, with the types of both. DuckDB's own are NULL when they divide by zero.
        $"CREATE MACRO athena_divide(a INTEGER, b INTEGER, s, t) AS {ByZero("a / b")}, (a BIGINT, b BIGINT, s, t) AS {ByZero("a / b")}, (a HUGEINT, b HUGEINT, s, t) AS {ByZero("a / b")}, "
            + $"(a DOUBLE, b DOUBLE, s, t) AS CASE WHEN a IS NOT NULL AND b = 0 THEN {AthenaMacros.Guard(IsDecimal, "'Division by zero. try(x) is NULL then'", "CASE WHEN a = 0 OR isnan(a) THEN CAST('nan' AS DOUBLE) WHEN a > 0 THEN CAST('infinity' AS DOUBLE) ELSE CAST('-infinity' AS DOUBLE) END")} ELSE a / b END, (a, b, s, t) AS a / b",
        $"CREATE MACRO athena_modulo(a, b, s, t) AS {AthenaMacros.Guard("a IS NOT NULL AND b = 0 AND s NOT IN ('DOUBLE', 'FLOAT') AND t NOT IN ('DOUBLE', 'FLOAT')", "'Division by zero. try(x) is NULL then'", "a % b")}",
        "CREATE MACRO mod(a, b) AS athena_modulo(a, b, typeof(a), typeof(b))",
        "CREATE MACRO truncate(x) AS trunc(x), (x, n) AS trunc(x, n)",
        "CREATE MACRO is_nan(x) AS isnan(x)",
        "CREATE MACRO is_finite(x) AS isfinite(x)",
        "CREATE MACRO is_infinite(x) AS isinf(x)",
        "CREATE MACRO infinity() AS CAST('infinity' AS DOUBLE)",
        "CREATE MACRO nan() AS CAST('nan' AS DOUBLE)",
        "CREATE MACRO e() AS exp(1)",
        "CREATE MACRO rand() AS system.main.random(), (n) AS CAST(floor(system.main.random() * n) AS BIGINT), (m, n) AS m + CAST(floor(system.main.random() * (n - m)) AS BIGINT)",
        "CREATE MACRO random() AS system.main.random(), (n) AS CAST(floor(system.main.random() * n) AS BIGINT), (m, n) AS m + CAST(floor(system.main.random() * (n - m)) AS BIGINT)",
        "CREATE MACRO width_bucket(x, bins) AS len(list_filter(bins, lambda bin: bin <= x)), (x, low, high, n) AS CAST(CASE WHEN low < high THEN CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1 ELSE floor((x - low) * n / CAST(high - low AS DOUBLE)) + 1 END "
            + "ELSE CASE WHEN x > low THEN 0 WHEN x <= high THEN n + 1 ELSE floor((low - x) * n / CAST(low - high AS DOUBLE)) + 1 END END AS BIGINT)",
        "CREATE MACRO to_base(x, radix) AS CASE WHEN x < 0 THEN '-' || lower(system.main.to_base(-x, radix)) ELSE lower(system.main.to_base(x, radix)) END",
        "CREATE MACRO from_base(x, radix) AS athena_from_base(x, radix)",
        "CREATE MACRO format_number(x) AS athena_format_number(CAST(x AS DOUBLE))",
        "CREATE MACRO bitwise_and(x, y) AS CAST(x & y AS BIGINT)",
        "CREATE MACRO bitwise_or(x, y) AS CAST(x | y AS BIGINT)",
        "CREATE MACRO bitwise_xor(x, y) AS CAST(xor(x, y) AS BIGINT)",
        "CREATE MACRO bitwise_not(x) AS CAST(~x AS BIGINT)",
        "CREATE MACRO bitwise_left_shift(x, n) AS CAST(CASE WHEN x >= 0 THEN CAST(x AS BIGINT) << n ELSE -((-CAST(x AS BIGINT)) << n) END AS BIGINT)",
        "CREATE MACRO bitwise_right_shift(x, n) AS CAST(CASE WHEN x >= 0 OR n = 0 THEN CAST(x AS HUGEINT) // CAST(pow(2, n) AS HUGEINT) ELSE (CAST(x AS HUGEINT) + 18446744073709551616) // CAST(pow(2, n) AS HUGEINT) END AS BIGINT)",
        "CREATE MACRO bitwise_right_shift_arithmetic(x, n) AS CAST(floor(CAST(x AS HUGEINT) / CAST(pow(2, n) AS DOUBLE)) AS BIGINT)",
        "CREATE MACRO bit_count(x) AS system.main.bit_count(x), (x, bits) AS CASE WHEN x >= 0 THEN system.main.bit_count(CAST(x AS BIGINT)) ELSE bits - system.main.bit_count(~CAST(x AS BIGINT)) END",
        "CREATE MACRO athena_weighted(l, share) AS CASE WHEN l IS NOT NULL THEN athena_weighted_at(list_filter(l, lambda e: e.v IS NOT NULL AND e.w IS NOT NULL), share) END",
        "CREATE MACRO athena_weighted_at(l, share) AS CASE WHEN l IS NOT NULL THEN athena_weighted_of(list_sort(l), share) END",
        "CREATE MACRO athena_weighted_of(l, share) AS CASE WHEN l IS NOT NULL THEN l[1 + athena_weighted_position(CAST(to_json(list_transform(l, lambda e: CAST(e.w AS DOUBLE))) AS VARCHAR), CAST(share AS DOUBLE))].v END",

        // Of the population; DuckDB's own corrects for a sample.
        "CREATE MACRO athena_skewness(l) AS list_aggregate(l, 'skewness') * (list_count(l) - 2) / sqrt(CAST(list_count(l) AS DOUBLE) * (list_count(l) - 1))",
        "CREATE MACRO athena_entropy(l) AS CASE WHEN list_sum(l) > 0 THEN log2(list_sum(l)) - list_sum(list_transform(l, lambda c: CASE WHEN c > 0 THEN c * log2(c) ELSE 0 END)) / CAST(list_sum(l) AS DOUBLE) ELSE 0e0 END",
    ];

    private static string ByZero(string value) => AthenaMacros.Guard("a IS NOT NULL AND b = 0", "'Division by zero. try(x) is NULL then'", value);

    private static string Extreme(string name) =>
        $"CREATE MACRO {name}{string.Join(", ", Enumerable.Range(1, Any.Length).Select(count => $"({string.Join(", ", Any.Take(count))}) AS CASE WHEN {string.Join(" AND ", Any.Take(count).Select(each => $"{each} IS NOT NULL"))} THEN system.main.{name}({string.Join(", ", Any.Take(count))}) END"))}";
}
