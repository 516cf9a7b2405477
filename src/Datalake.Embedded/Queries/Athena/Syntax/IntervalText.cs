using System.Globalization;

namespace Datalake.Embedded.Queries.Athena.Syntax;

/// <summary>Intervals over several units, as <c>'2-3' YEAR TO MONTH</c> and <c>'1 02:03:04' DAY TO SECOND</c>.</summary>
internal static class IntervalText
{
    private static readonly string[] Units = ["DAY", "HOUR", "MINUTE", "SECOND"];

    /// <summary>The interval in the engine's SQL.</summary>
    /// <param name="text">The numbers.</param>
    /// <param name="from">The first unit.</param>
    /// <param name="to">The last unit.</param>
    /// <exception cref="QueryRefusedException">The numbers are not those of the units.</exception>
    public static string Engine(string text, string from, string to)
    {
        var negative = text.StartsWith('-');
        var parts = text.TrimStart('-', '+').Split(['-', ' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        var units = Same(from, "YEAR") && Same(to, "MONTH") ? ["YEAR", "MONTH"] : Between(from, to);
        if (units.Length == 0 || units.Length != parts.Length || !Array.TrueForAll(parts, part =>
            decimal.TryParse(part, NumberStyles.Number, CultureInfo.InvariantCulture, out _)))
            throw new QueryRefusedException($"INTERVAL '{text}' {from} TO {to} has not the form of its units, such as '2-3' YEAR TO MONTH or '1 02:03:04' DAY TO SECOND.");
        var sum = string.Join(" + ", parts.Zip(units, (part, unit) => $"INTERVAL '{part}' {unit}"));
        return negative ? $"(- ({sum}))" : $"({sum})";
    }

    private static string[] Between(string from, string to)
    {
        var (first, last) = (Array.FindIndex(Units, unit => Same(unit, from)), Array.FindIndex(Units, unit => Same(unit, to)));
        return first < 0 || last < first ? [] : Units[first..(last + 1)];
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
