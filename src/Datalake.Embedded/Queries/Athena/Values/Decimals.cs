using System.Globalization;
using System.Numerics;

namespace Datalake.Embedded.Queries.Athena.Values;

/// <summary>
/// A number by its decimal digits: the value is <c>Digits * 10^-Scale</c>. Rounds halves up, away from zero, as Java does.
/// </summary>
/// <param name="IsNegative">Whether it is below zero.</param>
/// <param name="Digits">The digits.</param>
/// <param name="Scale">How many of them stand after the point; negative for zeros before it.</param>
internal readonly record struct Decimals(bool IsNegative, BigInteger Digits, int Scale)
{
    /// <summary>Reads a number: <c>-1.5</c>, <c>1E+20</c>.</summary>
    public static Decimals Of(string text)
    {
        var negative = text.StartsWith('-');
        var body = text.TrimStart('-', '+');
        var e = body.IndexOfAny(['e', 'E']);
        var exponent = e < 0 ? 0 : int.Parse(body.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? body : body[..e];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        return new Decimals(negative, BigInteger.Parse(digits, CultureInfo.InvariantCulture), (dot < 0
            ? 0 : mantissa.Length - dot - 1) - exponent);
    }

    /// <summary>As Java writes a double: <c>100.0</c>, <c>1.0E10</c>.</summary>
    public static string Java(string text, double number)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "Infinity" : "-Infinity";
        var size = Math.Abs(number);
        if (size is not 0 and (< 1e-3 or >= 1e7)) return Of(text).Scientific();
        var plain = Of(text);
        return (double.IsNegative(number) ? "-" : string.Empty) + plain.Fixed(Math.Max(1, plain.Scale));
    }

    /// <summary>With a number of digits after the point.</summary>
    public string Fixed(int places)
    {
        var rounded = Round(places).Digits.ToString(CultureInfo.InvariantCulture);
        if (places == 0) return rounded;
        rounded = rounded.PadLeft(places + 1, '0');
        return $"{rounded[..^places]}.{rounded[^places..]}";
    }

    /// <summary>As <c>1.50E2</c> without more digits than there are.</summary>
    public string Scientific()
    {
        var digits = Digits.ToString(CultureInfo.InvariantCulture);
        var exponent = digits.Length - 1 - Scale;
        var rest = digits[1..].TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : string.Empty)}{digits[0]}.{(rest.Length == 0 ? "0" : rest)}E{exponent}");
    }

    /// <summary>As <c>1.500000e+02</c>.</summary>
    public string Exponential(int places)
    {
        if (Digits.IsZero) return $"{new Decimals(false, 0, 0).Fixed(places)}e+00";
        var length = Digits.ToString(CultureInfo.InvariantCulture).Length;
        var rounded = Round(places + Scale - length + 1);
        var digits = rounded.Digits.ToString(CultureInfo.InvariantCulture);
        var exponent = digits.Length - 1 - rounded.Scale;
        digits = digits.PadRight(places + 1, '0')[..(places + 1)];
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(places > 0 ? "." + digits[1..] : string.Empty)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary>As %g: with so many significant digits, an exponent for very large and small ones.</summary>
    public string General(int digits, Func<string, string> group)
    {
        var precision = Math.Max(1, digits);
        if (Digits.IsZero) return Fixed(precision - 1);
        var length = Digits.ToString(CultureInfo.InvariantCulture).Length;
        var rounded = Round(precision - length + Scale);
        var exponent = rounded.Digits.ToString(CultureInfo.InvariantCulture).Length - 1 - rounded.Scale;
        return exponent < -4 || exponent >= precision ? Exponential(precision - 1) : group(Fixed(precision - 1 - exponent));
    }

    private Decimals Round(int places)
    {
        if (places >= Scale) return this with { Digits = Digits * BigInteger.Pow(10, places - Scale), Scale = places };
        var divisor = BigInteger.Pow(10, Scale - places);
        var whole = BigInteger.DivRem(Digits, divisor, out var rest);
        return this with { Digits = rest * 2 >= divisor ? whole + 1 : whole, Scale = places };
    }
}
