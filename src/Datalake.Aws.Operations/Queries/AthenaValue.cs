using System.Globalization;

namespace Datalake.Aws.Operations.Queries;

/// <summary>
/// Athena gives every value as text. What has an exact counterpart becomes it, so that it is written as a value of that kind; the rest
/// stays text.
/// </summary>
internal static class AthenaValue
{
    // What decimal holds without rounding.
    private const int DecimalDigits = 28;

    public static object? Of(string? text, string type) => text is null ? null : type switch
    {
                "tinyint" or "smallint" or "integer" or "int" or "bigint" => long.TryParse(
                    text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : text,
        "double" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : text,
        "float" or "real" => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : text,
                "decimal" => text.Count(char.IsAsciiDigit) <= DecimalDigits
                && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var exact)
                    ? exact
                    : text,
        "boolean" => bool.TryParse(text, out var truth) ? truth : text,
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : text,
        "timestamp" => Timestamp(text, DateTimeStyles.None) ?? (object)text,
        "timestamp with time zone" when text.EndsWith(" UTC", StringComparison.Ordinal) =>
            Timestamp(text[..^" UTC".Length], DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) ?? (object)text,
        _ => text,
    };

    private static DateTime? Timestamp(string text, DateTimeStyles styles) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, styles, out var timestamp)
            ? timestamp
            : null;
}
