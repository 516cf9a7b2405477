using System.Globalization;
using System.Numerics;
using System.Text;
using Datalake.Embedded.Parquet;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Embedded.Tests.Parquet;

public class ConformedValueTests
{
    [Fact]
    public void A_double_is_the_nearest_one_to_the_last_bit() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var text = Number(new Random(seed));
            Assert.True(ConformedValue.TryDouble(Encoding.ASCII.GetBytes(text), out var value));
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(value));
        }).Holds(5000);

    [Fact]
    public void A_float_is_the_nearest_one_and_not_that_of_a_double() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var text = Number(new Random(seed));
            Assert.True(ConformedValue.TryFloat(Encoding.ASCII.GetBytes(text), out var value));
            Assert.Equal(
                BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)), BitConverter.SingleToInt32Bits(value));
        }).Holds(5000);

    [Theory]
    [InlineData("5172993053199651328.0")]
    [InlineData("5172993053199651328.00000000000000000000000000")]
    [InlineData("5172993053199651328.00000000000000000000000001")]
    [InlineData("9007199254740993.0")]
    public void A_number_in_the_middle_between_two_doubles_is_the_even_one(string text)
    {
        Assert.True(ConformedValue.TryDouble(Encoding.ASCII.GetBytes(text), out var value));
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("-0.0")]
    public void Zero_keeps_its_sign(string text)
    {
        Assert.True(ConformedValue.TryDouble(Encoding.ASCII.GetBytes(text), out var value));
        Assert.True(double.IsNegative(value));
    }

    [Fact]
    public void A_decimal_is_a_count_of_units() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var precision = random.Next(1, 39);
            var scale = random.Next(precision + 1);
            var whole = Digits(random, random.Next(precision - scale + 1));
            var fraction = Digits(random, random.Next(scale + 1));
            var sign = random.Next(2) == 0 ? "-" : "";
            var text = $"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : ".")}{fraction}";
            Assert.True(ConformedValue.TryDecimal(Encoding.ASCII.GetBytes(text), precision, scale, out var value));
            Assert.Equal(BigInteger.Parse($"{sign}0{whole}{fraction.PadRight(scale, '0')}", CultureInfo.InvariantCulture), (BigInteger)value);
        }).Holds(3000);

    [Theory]
    [InlineData("1000.00")]
    [InlineData("1.001")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1e2")]
    [InlineData("--1")]
    [InlineData("1.1.1")]
    [InlineData(".5")]
    [InlineData("5.")]
    public void What_is_no_decimal_of_the_type_is_refused(string text) =>
        Assert.False(ConformedValue.TryDecimal(Encoding.ASCII.GetBytes(text), 5, 2, out _));

    [Theory]
    [InlineData("0001-01-01", -719_162)]
    [InlineData("1969-12-31", -1)]
    [InlineData("1970-01-01", 0)]
    [InlineData("9999-12-31", 2_932_896)]
    public void A_date_counts_days_from_1970(string text, int expected)
    {
        Assert.True(ConformedValue.TryDate(Encoding.ASCII.GetBytes(text), out var days));
        Assert.Equal(expected, days);
    }

    [Theory]
    [InlineData("0001-01-01 00:00:00.000000", -62_135_596_800_000_000)]
    [InlineData("1969-12-31 23:59:59.999999", -1)]
    [InlineData("9999-12-31 23:59:59.999999", 253_402_300_799_999_999)]
    public void A_timestamp_counts_microseconds_from_1970(string text, long expected)
    {
        Assert.True(ConformedValue.TryTimestamp(Encoding.ASCII.GetBytes(text), out var microseconds));
        Assert.Equal(expected, microseconds);
    }

    private static string Number(Random random) => random.Next(4) switch
    {
        0 => $"{random.Next(-1000, 1000)}",
        1 => $"{random.Next(-1_000_000, 1_000_000)}.{Digits(random, random.Next(1, 12))}",
        2 => $"{random.NextInt64()}.{Digits(random, random.Next(1, 30))}",
        _ => $"{random.Next(10)}.{Digits(random, random.Next(1, 20))}e{random.Next(-36, 36)}",
    };

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));
}
