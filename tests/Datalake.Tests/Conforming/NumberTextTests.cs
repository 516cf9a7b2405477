using System.Globalization;
using System.Numerics;
using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Conforming;

public class NumberTextTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("-0", 0L)]
    [InlineData("-0.0e5", 0L)]
    [InlineData("12.0", 12L)]
    [InlineData("1.2e1", 12L)]
    [InlineData("1E+2", 100L)]
    [InlineData("1200e-2", 12L)]
    [InlineData("1200e-0000000000002", 12L)]
    [InlineData("12e00000000", 12L)]
    [InlineData("0e99999999999", 0L)]
    [InlineData("0.00000000000000000000000000000000000000000000000000000000000000012e65", 12L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807.000", long.MaxValue)]
    [InlineData("-9.223372036854775808e18", long.MinValue)]
    public void A_number_with_a_whole_value_is_an_integer(string number, long value)
    {
        Assert.True(TryInteger(number, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("12.5")]
    [InlineData("1e-1")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("9223372036854775807.5")]
    [InlineData("1e19")]
    [InlineData("1e99999999999")]
    [InlineData("1e-99999999999")]
    [InlineData("123456789012345678901234567890")]
    public void A_number_without_is_none(string number) => Assert.False(TryInteger(number, out _));

    [Theory]
    [InlineData("12.50", 4, 2, "12.5")]
    [InlineData("-0.05", 2, 2, "-0.05")]
    [InlineData("-0.00", 1, 0, "0")]
    [InlineData("1e2", 3, 0, "100")]
    [InlineData("99.99", 4, 2, "99.99")]
    [InlineData("0.99", 2, 2, "0.99")]
    [InlineData("12345678901234567890123456789012345678", 38, 0, "12345678901234567890123456789012345678")]
    [InlineData("1e37", 38, 0, "10000000000000000000000000000000000000")]
    [InlineData("1e-38", 38, 38, "0.00000000000000000000000000000000000001")]
    public void A_number_that_fits_is_written_as_a_plain_decimal(string number, int precision, int scale, string text)
    {
        using var output = new Utf8Output();
        Assert.True(NumberText.TryWriteDecimal(Bytes(number), precision, scale, output));
        Assert.Equal(text, Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("12.505", 4, 2)]
    [InlineData("100", 4, 2)]
    [InlineData("1", 2, 2)]
    [InlineData("1e38", 38, 0)]
    [InlineData("123456789012345678901234567890123456789", 38, 0)]
    public void A_number_that_does_not_fit_is_not_written(string number, int precision, int scale)
    {
        using var output = new Utf8Output();
        Assert.False(NumberText.TryWriteDecimal(Bytes(number), precision, scale, output));
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData("1.7976931348623157e308", true)]
    [InlineData("1.7976931348623159e308", false)]
    [InlineData("1e400", false)]
    [InlineData("-1e400", false)]
    [InlineData("1e99999999999", false)]
    [InlineData("1e-400", true)]
    [InlineData("1e-99999999999", true)]
    [InlineData("123456789012345", true)]
    [InlineData("123456789012345678901234567890", true)]
    public void A_double_is_what_lies_in_its_range(string number, bool fits) => Assert.Equal(fits, NumberText.IsDouble(Bytes(number)));

    [Theory]
    [InlineData("3.4028234e38", true)]
    [InlineData("3.4028236e38", false)]
    [InlineData("-1e39", false)]
    [InlineData("1e-60", true)]
    public void A_float_is_what_lies_in_its_range(string number, bool fits) => Assert.Equal(fits, NumberText.IsFloat(Bytes(number)));

    [Theory]
    [InlineData("0", true)]
    [InlineData("-1.5e+3", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("01", false)]
    [InlineData("1.", false)]
    [InlineData(".5", false)]
    [InlineData("+1", false)]
    [InlineData(" 1", false)]
    [InlineData("1 ", false)]
    [InlineData("1_000", false)]
    [InlineData("0x1F", false)]
    [InlineData("NaN", false)]
    [InlineData("Infinity", false)]
    [InlineData("1e", false)]
    public void A_text_is_a_number_where_json_says_so(string text, bool number) =>
        Assert.Equal(number, NumberText.IsNumber(Bytes(text), out _));

    [Fact]
    public void Random_numbers_are_integers_and_decimals_exactly_as_exact_arithmetic_says() =>
        Property.Holds(Property.Made(RandomNumber), number =>
        {
            var (digits, places) = Exact(number);
                var whole =
                    places <= 0 ? digits * BigInteger.Pow(10, -places)
                    : digits % BigInteger.Pow(10, places) == 0 ? digits / BigInteger.Pow(10, places)
                    : (BigInteger?)null;
            var isLong = whole is { } value && value >= long.MinValue && value <= long.MaxValue;
            Assert.Equal(isLong, TryInteger(number, out var read));
            if (isLong) Assert.Equal(whole, read);

                foreach (var (precision, scale) in ((int, int)[])[(38, 0), (38, 38), (18, 5), (5, 2), (2, 2), (1, 0)])
                    AssertDecimal(number, digits, places, precision, scale);
        }, 10_000);

    private static void AssertDecimal(string number, BigInteger digits, int places, int precision, int scale)
    {
        var scaled =
            places <= scale ? digits * BigInteger.Pow(10, scale - places)
            : digits % BigInteger.Pow(10, places - scale) == 0 ? digits / BigInteger.Pow(10, places - scale)
            : (BigInteger?)null;
        var fits = scaled is { } value && BigInteger.Abs(value) < BigInteger.Pow(10, precision);
        using var output = new Utf8Output();
        Assert.Equal(fits, NumberText.TryWriteDecimal(Bytes(number), precision, scale, output));
        if (!fits) return;
        var text = Encoding.ASCII.GetString(output.WrittenSpan);
        Assert.Matches(@"\A-?(0|[1-9]\d*)(\.\d*[1-9])?\z", text);
        var (writtenDigits, writtenPlaces) = Exact(text);
        Assert.Equal(scaled, writtenDigits * BigInteger.Pow(10, scale - writtenPlaces));
    }

    private static (BigInteger Digits, int Places) Exact(string number)
    {
        var parts = number.Split('e', 'E');
        var exponent = parts.Length == 1 ? 0 : int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : parts[0].Length - point - 1;
        return (
            BigInteger.Parse(
                parts[0].Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            places - exponent
        );
    }

    private static string RandomNumber(Random random)
    {
        var whole = random.Next(3) == 0 ? "0" : random.Next(1, 10) + Digits(random, random.Next(random.Next(3) == 0 ? 45 : 20));
        var fraction = random.Next(2) == 0 ? "" : "." + Digits(random, random.Next(1, random.Next(3) == 0 ? 45 : 6));
        var exponent =
            random.Next(2) == 0
                ? ""
                : "eE"[random.Next(2)]
                    + new[] { "", "+", "-" }[random.Next(3)]
                    + new string('0', random.Next(3))
                    + random.Next(random.Next(3) == 0 ? 70 : 8).ToString(CultureInfo.InvariantCulture);
        return (random.Next(3) == 0 ? "-" : "") + whole + fraction + exponent;
    }

    private static string Digits(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => "0000123456789"[random.Next(13)]));

    private static bool TryInteger(string number, out long value)
    {
        Assert.True(NumberText.IsNumber(Bytes(number), out var integral));
        return NumberText.TryInteger(Bytes(number), integral, out value);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
