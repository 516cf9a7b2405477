using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>The function <c>format</c>, whose formats are Java's: <c>%s</c>, <c>%05d</c>, <c>%,.2f</c>.</summary>
internal static partial class JavaFormat
{
    [GeneratedRegex(@"%(?:(?<index>\d+)\$|(?<last><))?(?<flags>[-#+ 0,(]*)(?<width>\d+)?(?:\.(?<precision>\d+))?(?<conversion>[a-zA-Z%])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    /// <summary>Puts values into a format.</summary>
    /// <exception cref="FormatException">The format does not fit the values.</exception>
    public static string Format(string format, IReadOnlyList<object?> values)
    {
        var result = new StringBuilder();
        var (done, next, last) = (0, 0, -1);
        foreach (Match match in Placeholder().Matches(format))
        {
            Plain(format, done, match.Index, result);
            done = match.Index + match.Length;
            var part = new FormatPart(format, match);
            if (part.Conversion == '%') result.Append(part.Pad("%"));
            else if (part.Conversion == 'n') result.Append('\n');
            else
            {
                last = match.Groups["last"].Success ? last
                    : match.Groups["index"].Success ? int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture) - 1
                    : next++;
                if (last < 0 || last >= values.Count) throw new FormatException($"format: '{format}' needs {last + 1} values; there are {values.Count}.");
                result.Append(Value(part, values[last]));
            }
        }

        Plain(format, done, format.Length, result);
        return result.ToString();
    }

    /// <summary>A double as a cast to varchar writes it: <c>1.0E2</c>.</summary>
    public static string Scientific(string text)
    {
        var number = double.Parse(text.Replace("inf", "Infinity", StringComparison.OrdinalIgnoreCase).Replace("nan", "NaN", StringComparison.OrdinalIgnoreCase), CultureInfo.InvariantCulture);
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "Infinity" : "-Infinity";
        if (number == 0) return double.IsNegative(number) ? "-0.0E0" : "0.0E0";
        var digits = Decimals.Of(text);
        return digits.Scientific();
    }

    private static void Plain(string format, int from, int to, StringBuilder result)
    {
        var text = format.AsSpan(from, to - from);
        if (text.Contains('%')) throw new FormatException($"format: '{format}' has a % that begins no conversion; a percent sign itself is %%.");
        result.Append(text);
    }

    private static string Value(FormatPart part, object? value)
    {
        var text = char.ToLowerInvariant(part.Conversion) switch
        {
            's' => part.Pad(part.Cut(Text(value))),
            'b' => part.Pad(part.Cut(value switch { null => "false", bool truth => truth ? "true" : "false", _ => "true" })),
            _ when value is null => part.Pad("null"),
            'd' => Whole(value) is { } whole
                ? part.PadNumber(whole.Sign < 0, part.Group(BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture))) : null,
            'x' or 'o' => Whole(value) is { } whole ? part.Pad(Radix(value, whole, part.Conversion is 'o' ? 8 : 16)) : null,
            'c' => value is string { Length: > 0 } one ? part.Pad(one) : Whole(value) is { } code
                ? part.Pad(char.ConvertFromUtf32((int)code)) : null,
            'f' or 'e' or 'g' => Real(part, value),
            't' => throw new FormatException("format: %t is not known here; write format_datetime(x, 'yyyy-MM-dd') and %s."),
            _ => throw new FormatException($"format: the conversion %{part.Conversion} in '{part.Format}' is not known."),
        };
        if (text is null) throw new FormatException($"format: %{part.Conversion} in '{part.Format}' does not take the value {Text(value)}.");
        return char.IsUpper(part.Conversion) ? text.ToUpperInvariant() : text;
    }

    private static string? Real(FormatPart part, object value)
    {
        var number = value switch
        {
            double d => d,
            float f => f,
            decimal => 0,
            BigInteger or int or long or short or sbyte => double.NegativeZero,
            _ => (double?)null,
        };
        if (number is null || double.IsNegative(number.Value) && number == 0 && value is not double) return null;
        if (double.IsNaN(number.Value)) return part.Pad("NaN");
        if (double.IsInfinity(number.Value)) return part.PadNumber(number < 0, "Infinity", zeros: false);
        var digits = Decimals.Of(Convert.ToString(value, CultureInfo.InvariantCulture)!);
        var precision = part.Precision ?? 6;
        return char.ToLowerInvariant(part.Conversion) switch
        {
            'f' => part.PadNumber(digits.IsNegative, part.Group(digits.Fixed(precision))),
            'e' => part.PadNumber(digits.IsNegative, digits.Exponential(precision)),
            _ => part.PadNumber(digits.IsNegative, digits.General(precision, part.Group)),
        };
    }

    private static BigInteger? Whole(object? value) =>
        value switch
        {
            sbyte or short or int or long or byte or ushort or uint or ulong =>
                BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture),
            BigInteger big => big,
            _ => null,
        };

    // A negative number has the digits of its two's complement.
    private static string Radix(object? value, BigInteger number, int radix)
    {
        if (number.Sign < 0) number += BigInteger.One << (value is int or short or sbyte ? 32 : 64);
        if (number.IsZero) return "0";
        var digits = new StringBuilder();
        for (; !number.IsZero; number /= radix) digits.Insert(0, "0123456789abcdef"[(int)(number % radix)]);
        return digits.ToString();
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "null",
            string text => text,
            bool truth => truth ? "true" : "false",
            double number => Decimals.Java(number.ToString("R", CultureInfo.InvariantCulture), number),
            float number => Decimals.Java(number.ToString("R", CultureInfo.InvariantCulture), number),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime { Second: 0, Millisecond: 0 } time => time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            DateTime { Millisecond: 0 } time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? string.Empty,
        };
}
