using Datalake.Embedded.Queries;

namespace Datalake.Embedded.Tests.Engine.Values;

public sealed class ValueTests : IDisposable
{
    private readonly EngineRows engine = new();

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData("[1, NULL]", "[1 Int32, NULL]")]
    [InlineData("[NULL, NULL]", "[NULL, NULL]")]
    [InlineData("[[1, NULL], NULL, []]", "[[1 Int32, NULL], NULL, []]")]
    [InlineData("{'a': [1.50, NULL], 'b': NULL}", "{'a': [1.50 Decimal, NULL], 'b': NULL}")]
    [InlineData("[{'a': 1}, NULL, {'a': NULL}]", "[{'a': 1 Int32}, NULL, {'a': NULL}]")]
    [InlineData("MAP {'k': NULL, 'l': [1, NULL]}", "{'k': NULL, 'l': [1 Int32, NULL]}")]
    [InlineData("MAP {1: 'one', 2: NULL}", "{1 Int32: 'one', 2 Int32: NULL}")]
    [InlineData("MAP {[1, 2]: 'list', [3]: 'other'}", "{[1 Int32, 2 Int32]: 'list', [3 Int32]: 'other'}")]
    [InlineData("MAP {}::MAP(VARCHAR, INT)", "{}")]
    [InlineData("row(1, 'a', NULL)", "[1 Int32, 'a', NULL]")]
    [InlineData("NULL", "NULL")]
    [InlineData("[]", "[]")]
    [InlineData("union_value(n := NULL::INT)", "NULL")]
    [InlineData("[union_value(n := 1), union_value(n := NULL)]", "[1 Int32, NULL]")]
    public void Nested_values_keep_their_nulls(string expression, string expected) =>
        Assert.Equal([expected], engine.Read($"SELECT {expression}"));

    [Theory]
    [InlineData("DATE 'infinity'", "'infinity'")]
    [InlineData("'-infinity'::TIMESTAMP", "'-infinity'")]
    [InlineData("'infinity'::TIMESTAMP_S", "'infinity'")]
    [InlineData("'-infinity'::TIMESTAMP_MS", "'-infinity'")]
    [InlineData("'infinity'::TIMESTAMP_NS", "'infinity'")]
    [InlineData("'-infinity'::TIMESTAMPTZ", "'-infinity'")]
    [InlineData("DATE '20000-02-29'", "'20000-02-29'")]
    [InlineData("DATE '9999-12-31'", "'9999-12-31'")]
    [InlineData("DATE '0001-01-01'", "'0001-01-01'")]
    [InlineData("DATE '0044-03-15 (BC)'", "'-0043-03-15'")]
    [InlineData("DATE '0001-12-31 (BC)'", "'0000-12-31'")]
    [InlineData("TIMESTAMP '20000-01-01 00:00:00.5'", "'20000-01-01T00:00:00.5'")]
    [InlineData("TIMESTAMP '1969-12-31 23:59:59.999999'", "'1969-12-31T23:59:59.999999'")]
    [InlineData("TIMESTAMPTZ '2026-01-02 03:04:05+02:00'", "'2026-01-02T01:04:05Z'")]
    [InlineData("'2026-01-02 03:04:05.123456789'::TIMESTAMP_NS", "'2026-01-02T03:04:05.123456789'")]
    [InlineData("TIME '01:02:03.000040'", "'01:02:03.00004'")]
    [InlineData("'01:02:03.000000001'::TIME_NS", "'01:02:03.000000001'")]
    [InlineData("'01:02:03+05:30'::TIMETZ", "'01:02:03+05:30'")]
    [InlineData("'01:02:03-02'::TIMETZ", "'01:02:03-02:00'")]
    public void Dates_and_times_are_iso_8601(string expression, string expected) =>
        Assert.Equal([expected], engine.Read($"SELECT {expression}"));

    [Theory]
    [InlineData("0 days")]
    [InlineData("1 day")]
    [InlineData("14 months")]
    [InlineData("1 year 1 month 1 day 1 second")]
    [InlineData("-13 months -2 days")]
    [InlineData("100 hours")]
    [InlineData("-90 minutes")]
    [InlineData("1 microsecond")]
    [InlineData("-2562047 hours")]
    public void Intervals_are_as_the_engine_writes_them(string interval) =>
        Assert.Equal(engine.Read($"SELECT (INTERVAL '{interval}')::VARCHAR"), engine.Read($"SELECT INTERVAL '{interval}'"));

    [Theory]
    [InlineData("INTERVAL '3000000 hours'")]
    [InlineData("[NULL, INTERVAL '-3000000 hours']")]
    [InlineData("{'a': MAP {'k': [INTERVAL '3000000 hours']}}")]
    [InlineData("[INTERVAL '3000000 hours']::INTERVAL[1]")]
    public void An_interval_that_Arrow_does_not_hold_is_an_error_and_not_another_interval(string expression)
    {
        var failure = Assert.Throws<Datalake.Embedded.Engine.EngineException>(() => engine.Read($"SELECT {expression}"));
        Assert.Contains("3000000 hours", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("79228162514264337593543950335::DECIMAL(38,0)", "79228162514264337593543950335 Decimal")]
    [InlineData("79228162514264337593543950336::DECIMAL(38,0)", "79228162514264337593543950336 SqlDecimal")]
    [InlineData("'-0.00000000000000000000000000000000000001'::DECIMAL(38,38)", "-0.00000000000000000000000000000000000001 SqlDecimal")]
    [InlineData("'99999999999999999999999999999999999999'::DECIMAL(38,0)", "99999999999999999999999999999999999999 SqlDecimal")]
    [InlineData("'-1.10'::DECIMAL(38,28)", "-1.1000000000000000000000000000 Decimal")]
    [InlineData("0::DECIMAL(38,10)", "0.0000000000 Decimal")]
    public void A_decimal_keeps_its_digits(string expression, string expected) =>
        Assert.Equal([expected], engine.Read($"SELECT {expression}"));

    [Theory]
    [InlineData("'0'::BIGNUM", "0 BigInteger")]
    [InlineData("'-1'::BIGNUM", "-1 BigInteger")]
    [InlineData(
        "'123456789012345678901234567890123456789012345678901234567890'::BIGNUM",
        "123456789012345678901234567890123456789012345678901234567890 BigInteger"
    )]
    [InlineData("'1'::BIT", "'1'")]
    [InlineData("'000000001'::BIT", "'000000001'")]
    [InlineData("'12345678'::BIT", "NULL")]
    [InlineData("'0123abcd-0123-4567-89ab-0123456789ab'::UUID", "0123abcd-0123-4567-89ab-0123456789ab Guid")]
    public void Types_that_only_the_engine_has_are_read(string expression, string expected) =>
        Assert.Equal(
            [expected],
            engine.Read(
                $"SELECT try_cast({expression[..expression.IndexOf(':', StringComparison.Ordinal)]} AS {expression[(expression.IndexOf(':', StringComparison.Ordinal) + 2)..]})"
            )
        );

    [Fact]
    public void A_geometry_is_well_known_binary() =>
        Assert.Equal(["0101000000000000000000F03F0000000000000040"], engine.Read("SELECT 'POINT (1 2)'::GEOMETRY"));

    [Fact]
    public void A_type_that_cannot_be_read_is_refused_with_what_to_do()
    {
        var refused = Assert.Throws<QueryRefusedException>(() => engine.Open("SELECT {'a': 1}::VARIANT AS v"));
        Assert.Contains("VARIANT", refused.Message, StringComparison.Ordinal);
        Assert.Contains("CAST(… AS varchar)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["1 Int32"], engine.Read("SELECT 1"));
    }
}
