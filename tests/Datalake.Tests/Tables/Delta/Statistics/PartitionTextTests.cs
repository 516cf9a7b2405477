using System.Numerics;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tables.Delta.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Tables.Delta.Statistics;

public class PartitionTextTests
{
    [Theory]
    [InlineData("string", "a b", "a b")]
    [InlineData("integer", "007", "7")]
    [InlineData("long", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("byte", "-8", "-8")]
    [InlineData("boolean", "true", "true")]
    [InlineData("date", "2026-11-20", "2026-11-20")]
    [InlineData("double", "-1.5E-7", "-1.5E-07")]
    [InlineData("double", "Infinity", "Infinity")]
    [InlineData("float", "0.1", "0.10000000149011612")]
    [InlineData("decimal(38,5)", "-99999999999999999999999999999999.00001", "-99999999999999999999999999999999.00001")]
    [InlineData("timestamp", "2026-11-20 09:00:00", "2026-11-20T09:00:00Z")]
    [InlineData("timestamp", "2026-11-20 09:00:00.123456", "2026-11-20T09:00:00.123456Z")]
    [InlineData("timestamp", "2026-11-20T09:00:00.000001Z", "2026-11-20T09:00:00.000001Z")]
    [InlineData("timestamp", "2026-11-20T09:00:00.000+02:00", "2026-11-20T07:00:00Z")]
    public void A_value_of_every_type_is_read(string type, string text, string value)
    {
        Assert.True(PartitionText.TryRead(new DeltaPrimitive(type), text, out var read));
        Assert.Equal(value, read!.ToString());
        Assert.True(PartitionText.TryRead(new DeltaPrimitive(type), PartitionText.Write(read), out var again));
        Assert.Equal(read, again);
    }

    [Theory]
    [InlineData("integer", "x")]
    [InlineData("boolean", "1")]
    [InlineData("date", "20.11.2026")]
    [InlineData("timestamp", "09:00")]
    [InlineData("double", "NaN")]
    [InlineData("decimal(5,2)", "1,5")]
    [InlineData("binary", "\u0001")]
    public void What_is_no_value_of_the_type_is_not_taken_for_one(string type, string text) =>
        Assert.False(PartitionText.TryRead(new DeltaPrimitive(type), text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Null_and_empty_text_are_null(string? text)
    {
        Assert.True(PartitionText.TryRead(new DeltaPrimitive("integer"), text, out var value));
        Assert.Null(value);
        Assert.Null(PartitionText.Write(ColumnValue.Of("")));
        Assert.Null(PartitionText.Write(null));
    }

    [Fact]
    public void Every_value_comes_back_from_its_text() => Prop.ForAll(
        Values().ToArbitrary(),
        given =>
        {
            Assert.True(PartitionText.TryRead(new DeltaPrimitive(given.Type), PartitionText.Write(given.Value), out var read));
            Assert.Equal(given.Value, read);
        }).Holds(300);

    internal static Gen<(string Type, ColumnValue Value)> Values() => Gen.OneOf(
        Gen.Elements("a", "é", "\uE000", "🦆", "z").NonEmptyListOf().Select(parts => ("string", ColumnValue.Of(string.Concat(parts)))),
        ArbMap.Default.GeneratorFor<long>().Select(number => ("long", ColumnValue.Of(number))),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => ("double", ColumnValue.Of(number.Item))),
        Gen.Choose(-1_000_000, 1_000_000).SelectMany(high => Gen.Choose(0, 10).Select(scale => ($"decimal(38,{scale})", ColumnValue.OfDecimal(new BigInteger(high) * 1_234_567_891, scale)))),
        Gen.Choose(0, 3_652_058).Select(day => ("date", ColumnValue.Of(DateOnly.FromDayNumber(day)))),
        Gen.Choose(0, 3_652_057).SelectMany(day => Gen.Choose(0, 999_999_999).Select(rest => ("timestamp", ColumnValue.OfMicroseconds(((day - 719_162L) * 86_400_000_000) + rest)))),
        Gen.Elements(true, false).Select(flag => ("boolean", ColumnValue.Of(flag))));
}
