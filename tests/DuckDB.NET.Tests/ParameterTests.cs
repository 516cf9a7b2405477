using System.Numerics;
using System.Text;

namespace DuckDB.NET.Tests;

public class ParameterTests
{
    public static TheoryData<object?, string, string> Values => new()
    {
        { null, "\"NULL\"", "NULL" },
        { DBNull.Value, "\"NULL\"", "NULL" },
        { true, "BOOLEAN", "true" },
        { sbyte.MinValue, "TINYINT", "-128" },
        { byte.MaxValue, "UTINYINT", "255" },
        { short.MinValue, "SMALLINT", "-32768" },
        { ushort.MaxValue, "USMALLINT", "65535" },
        { int.MinValue, "INTEGER", "-2147483648" },
        { uint.MaxValue, "UINTEGER", "4294967295" },
        { long.MinValue, "BIGINT", "-9223372036854775808" },
        { ulong.MaxValue, "UBIGINT", "18446744073709551615" },
        { DuckDBHugeInt.HugeIntMinValue, "HUGEINT", "-170141183460469231731687303715884105728" },
        { DuckDBUHugeInt.HugeIntMaxValue, "UHUGEINT", "340282366920938463463374607431768211455" },
        { 0.1f, "FLOAT", "0.1" },
        { double.MaxValue, "DOUBLE", "1.7976931348623157E+308" },
        { double.NaN, "DOUBLE", "NaN" },
        { 12.50m, "DECIMAL(4,2)", "12.50" },
        { -0.01m, "DECIMAL(2,2)", "-0.01" },
        { decimal.MaxValue, "DECIMAL(29,0)", "79228162514264337593543950335" },
        { -0.0000000000000000000000000001m, "DECIMAL(28,28)", "-0.0000000000000000000000000001" },
        { "", "VARCHAR", "''" },
        { "duck 🦆\0end", "VARCHAR", "'duck 🦆\\0end'" },
        { new Guid("0102a304-0506-0708-8910-aabbccddeeff"), "UUID", "0102a304-0506-0708-8910-aabbccddeeff" },
        { new Guid("f102a304-0506-0708-8910-aabbccddeeff"), "UUID", "f102a304-0506-0708-8910-aabbccddeeff" },
        { new DateTime(2026, 11, 20, 9, 30, 0, DateTimeKind.Utc).AddTicks(1234560), "TIMESTAMP", "2026-11-20T09:30:00.1234560" },
        { new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(9_999_999), "TIMESTAMP", "1969-12-31T23:59:59.9999990" },
        { DateTime.MaxValue, "TIMESTAMP", "9999-12-31T23:59:59.9999990" },
        { new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(2)), "TIMESTAMP WITH TIME ZONE", "2026-11-20T07:00:00.0000000Z" },
        { new DateOnly(1, 1, 1), "DATE", "0001-01-01" },
        { new TimeOnly(23, 59, 59, 999, 999), "TIME", "23:59:59.9999990" },
        { TimeSpan.FromHours(-30), "INTERVAL", "-1.06:00:00" },
        { new byte[] { 0, 1, 255 }, "BLOB", "Stream 0001FF" },
        { new[] { 1, 2 }, "INTEGER[]", "List<Int32> [1, 2]" },
        { new List<string?> { "a", null }, "VARCHAR[]", "List<String> ['a', null]" },
        { new List<int?> { null, 2 }, "INTEGER[]", "List<Int32?> [null, 2]" },
        { new[] { 1.5m, 22.25m }, "DECIMAL(38,2)[]", "List<Decimal> [1.50, 22.25]" },
        { new List<int[]> { Array.Empty<int>(), new[] { 1 } }, "INTEGER[][]", "List<List<Int32>> [List<Int32> [], List<Int32> [1]]" },
        { DuckDBDateOnly.PositiveInfinity, "DATE", "infinity" },
        { new DuckDBTimeOnly(24, 0, 0), "TIME", "24:00:00.000000" },
        { DuckDBTimestamp.NegativeInfinity, "TIMESTAMP", "-infinity" },
        { new DuckDBInterval(1, -2, 3), "INTERVAL", "1 months -2 days 3 us" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_goes_in_and_comes_out(object? value, string engineType, string expected)
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("SELECT typeof($1), $1", [value]);
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(engineType, reader.GetString(0));
        Assert.Contains(
            expected,
            new[] { Text(() => reader.GetValue(1)), Text(() => reader.GetProviderSpecificValue(1)) },
            StringComparer.Ordinal);
    }

    [Fact]
    public void Parameters_go_by_position()
    {
        using var connection = Database.InMemory();
        Assert.Equal(9, connection.Scalar("SELECT ? - ?", 10, 1));
        Assert.Equal(-9, connection.Scalar("SELECT $2 - $1", 10, 1));
    }

    [Fact]
    public void Parameters_go_by_name_in_every_statement()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("SELECT $a - $b; SELECT $b");
        command.Parameters.Add(new DuckDBParameter("B", 1));
        command.Parameters.Add(new DuckDBParameter("a", 10));
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(9, reader.GetInt32(0));
        Assert.True(reader.NextResult());
        Assert.True(reader.Read());
        Assert.Equal(1, reader.GetInt32(0));
    }

    [Fact]
    public void A_list_is_good_for_any()
    {
        using var connection = Database.InMemory();
        Assert.Equal(["1", "3"], connection.RowsOf("SELECT range FROM range(5) WHERE range = ANY(?)", new[] { 1L, 3L, 9L }));
    }

    [Fact]
    public void Text_of_megabytes_goes_in_and_comes_out()
    {
        using var connection = Database.InMemory();
        var text = string.Concat(Enumerable.Repeat("0123456789abcde\0🦆", 400_000));
        Assert.Equal(text, connection.Scalar("SELECT ?", text));
    }

    [Fact]
    public void Too_few_values_are_counted()
    {
        using var connection = Database.InMemory();
        var error = Assert.Throws<InvalidOperationException>(() => connection.Scalar("SELECT ? + ?", 1));
        Assert.Equal("The statement has 2 parameters, and the command gives 1.", error.Message);
    }

    [Fact]
    public void A_name_without_value_is_told_with_the_names_that_have_one()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("SELECT $day");
        command.Parameters.Add(new DuckDBParameter("$day", 1));
        var error = Assert.Throws<InvalidOperationException>(command.ExecuteScalar);
        Assert.Equal(
            "The statement has a parameter $day, and the command gives it no value. It has '$day' (names are written without the $).",
            error.Message);
    }

    [Fact]
    public void What_the_engine_has_no_value_for_is_refused()
    {
        using var connection = Database.InMemory();
        Assert.Throws<NotSupportedException>(() => connection.Scalar("SELECT ?", new Version(1, 2)));
        Assert.Throws<NotSupportedException>(() => connection.Scalar("SELECT ?", new Dictionary<int, int>()));
        Assert.Throws<NotSupportedException>(() => connection.Scalar("SELECT ?", new List<object> { 1, 2.5 }));
        Assert.Throws<NotSupportedException>(() => connection.Scalar("SELECT ?", new List<object> { 1, new[] { 1 } }));
        Assert.Throws<OverflowException>(() => connection.Scalar("SELECT ?", BigInteger.Pow(2, 128)));
        Assert.Throws<OverflowException>(() => connection.Scalar("SELECT ?", new[] { decimal.MaxValue, 0.0000000001m }));
        Assert.Throws<EncoderFallbackException>(() => connection.Scalar("SELECT ?", "half a pair: \ud83e"));
    }

    private static string Text(Func<object> read)
    {
        try
        {
            return Show.Value(read());
        }
        catch (InvalidCastException e)
        {
            return e.Message;
        }
    }
}
