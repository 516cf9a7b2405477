using System.Globalization;
using System.Text.RegularExpressions;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>A placeholder of a format of Java's.</summary>
/// <param name="format">The whole format.</param>
/// <param name="match">The placeholder.</param>
internal readonly struct FormatPart(string format, Match match)
{
    private readonly string flags = match.Groups["flags"].Value;
    private readonly int width = match.Groups["width"].Success ? int.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture) : 0;

    public string Format { get; } = format;

    public char Conversion { get; } = match.Groups["conversion"].Value[0];

    public int? Precision { get; } = match.Groups["precision"].Success ? int.Parse(match.Groups["precision"].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>As much of a text as the precision says.</summary>
    public string Cut(string text) => Precision is { } length && length < text.Length ? text[..length] : text;

    /// <summary>A text as wide as the placeholder says.</summary>
    public string Pad(string text) => flags.Contains('-', StringComparison.Ordinal) ? text.PadRight(width) : text.PadLeft(width);

    /// <summary>A number with its sign, as wide as the placeholder says.</summary>
    public string PadNumber(bool negative, string digits, bool zeros = true)
    {
        var (before, after) = negative && flags.Contains('(', StringComparison.Ordinal) ? ("(", ")")
            : negative ? ("-", string.Empty)
            : flags.Contains('+', StringComparison.Ordinal) ? ("+", string.Empty)
            : flags.Contains(' ', StringComparison.Ordinal) ? (" ", string.Empty)
            : (string.Empty, string.Empty);
        if (zeros && flags.Contains('0', StringComparison.Ordinal)) digits = digits.PadLeft(width - before.Length - after.Length, '0');
        return Pad(before + digits + after);
    }

    /// <summary>Digits with commas between thousands, when the placeholder asks for them.</summary>
    public string Group(string digits)
    {
        if (!flags.Contains(',', StringComparison.Ordinal)) return digits;
        var dot = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? digits : digits[..dot];
        for (var at = whole.Length - 3; at > 0; at -= 3) whole = whole.Insert(at, ",");
        return dot < 0 ? whole : whole + digits[dot..];
    }
}
