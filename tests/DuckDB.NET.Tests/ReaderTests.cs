using System.Data;
using System.Data.Common;
using System.Numerics;

namespace DuckDB.NET.Tests;

public class ReaderTests
{
    [Fact]
    public void Whole_numbers_are_had_as_any_number_that_holds_them()
    {
        using var connection = Database.InMemory();
        using var reader = One(connection, "SELECT 42::TINYINT, 42::HUGEINT, sum(range) FROM range(3)");
        for (var i = 0; i < 3; i++) Assert.IsNotType<string>(reader.GetValue(i));
        Assert.Equal((42, 42L, 42d, 42m), (reader.GetInt32(0), reader.GetInt64(0), reader.GetDouble(0), reader.GetDecimal(0)));
        Assert.Equal(
            (42L, (byte)42, (BigInteger)42, (int?)42),
            (reader.GetInt64(1), reader.GetByte(1), reader.GetFieldValue<BigInteger>(1), reader.GetFieldValue<int?>(1)));
        Assert.Equal(3, reader.GetInt32(2));
    }

    [Fact]
    public void A_number_is_never_cut_to_fit()
    {
        using var connection = Database.InMemory();
        using var reader = One(connection, "SELECT 300, 1.5::DOUBLE, 1.5::DECIMAL(2,1), -1");
        Assert.Equal(
            "The value 300 in column '300' is out of the range of System.Byte.",
            Assert.Throws<InvalidCastException>(() => reader.GetByte(0)).Message);
        Assert.Throws<InvalidCastException>(() => reader.GetInt32(1));
        Assert.Throws<InvalidCastException>(() => reader.GetFloat(1));
        Assert.Throws<InvalidCastException>(() => reader.GetInt64(2));
        Assert.Throws<InvalidCastException>(() => reader.GetFieldValue<ulong>(3));
        Assert.Equal(1.5, reader.GetDouble(2));
    }

    [Fact]
    public void Decimals_keep_all_digits_or_are_refused()
    {
        using var connection = Database.InMemory();
        using var reader = One(connection, "SELECT 1::DECIMAL(38,37), 79228162514264337593543950335::DECIMAL(38,0), 79228162514264337593543950336::DECIMAL(38,0), -12.50::DECIMAL(18,4)");
        Assert.Equal([1m, decimal.MaxValue, -12.5m], [reader.GetDecimal(0), reader.GetDecimal(1), reader.GetDecimal(3)]);
        Assert.Contains(
            "79228162514264337593543950336",
            Assert.Throws<InvalidCastException>(() => reader.GetValue(2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void NULL_is_null_where_that_fits_and_an_error_where_not()
    {
        using var connection = Database.InMemory();
        using var reader = One(connection, "SELECT NULL::INT AS n, NULL::VARCHAR, NULL");
        Assert.True(reader.IsDBNull(0));
        Assert.Null(reader.GetFieldValue<int?>(0));
        Assert.Null(reader.GetFieldValue<string?>(1));
        Assert.Equal(DBNull.Value, reader["N"]);
        Assert.Equal(DBNull.Value, reader.GetValue(2));
        Assert.Equal(
            "The value in column 'n' is NULL, which is no System.Int32. Ask IsDBNull first.",
            Assert.Throws<InvalidCastException>(() => reader.GetInt32(0)).Message);
        Assert.Throws<InvalidCastException>(() => reader.GetString(1));
    }

    [Fact]
    public void Dates_are_had_in_several_types()
    {
        using var connection = Database.InMemory();
        using var reader = One(connection, "SELECT DATE '2026-11-20', TIMESTAMPTZ '2026-11-20 09:00:00+02', TIMESTAMP '2026-11-20 09:00:00', DATE 'infinity', TIME_NS '12:00:00.1234567'");
        Assert.Equal(new DateTime(2026, 11, 20), reader.GetDateTime(0));
        Assert.Equal(new DateOnly(2026, 11, 20), reader.GetFieldValue<DateOnly>(0));
        Assert.Equal((new DateTime(2026, 11, 20, 7, 0, 0), DateTimeKind.Utc), (reader.GetDateTime(1), reader.GetDateTime(1).Kind));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 7, 0, 0, TimeSpan.Zero), reader.GetFieldValue<DateTimeOffset>(1));
        Assert.Equal(DateTimeKind.Unspecified, reader.GetDateTime(2).Kind);
        Assert.True(reader.GetFieldValue<DuckDBDateOnly>(3).IsPositiveInfinity);
        Assert.Equal(
            "The DATE infinity is no DateOnly or DateTime, which hold the years 1 to 9999. Read it as DuckDBDateOnly, or cast it in SQL.",
            Assert.Throws<InvalidCastException>(() => reader.GetFieldValue<DateOnly>(3)).Message);
        Assert.Equal(new TimeOnly(12, 0).Add(TimeSpan.FromTicks(1234567)), reader.GetFieldValue<TimeOnly>(4));
    }

    [Fact]
    public void Lists_and_maps_have_room_for_NULL_when_there_is_one_or_it_is_asked_for()
    {
        using var connection = Database.InMemory();
        using var reader = One(connection, "SELECT [1, 2], [1, NULL], map {'a': 1}, map {'a': NULL::INT, 'b': 2}, [[1], [NULL]], map {[1, NULL]: 1}");
        Assert.Equal([1, 2], Assert.IsType<List<int>>(reader.GetValue(0)));
        Assert.Equal([1, 2], reader.GetFieldValue<List<int?>>(0));
        Assert.Equal([1, null], Assert.IsType<List<int?>>(reader.GetValue(1)));
        Assert.Throws<InvalidCastException>(() => reader.GetFieldValue<List<int>>(1));
        Assert.Equal(1, reader.GetFieldValue<Dictionary<string, int>>(2)["a"]);
        Assert.Equal(1, reader.GetFieldValue<Dictionary<string, int?>>(2)["a"]);
        Assert.Null(Assert.IsType<Dictionary<string, int?>>(reader.GetValue(3))["a"]);
        Assert.Equal("List<List<Int32?>> [List<Int32?> [1], List<Int32?> [null]]", Show.Value(reader.GetValue(4)));
        Assert.Equal("Dictionary<List<Int32?>, Int32> {List<Int32?> [1, null]: 1}", Show.Value(reader.GetValue(5)));
    }

    [Fact]
    public void Structs_keep_the_order_and_the_case_of_their_fields()
    {
        using var connection = Database.InMemory();
        Assert.Equal(
            ["Struct {'Zeta': 1, 'alpha': List<Struct> [Struct {'x': null}]} | Struct {'1': 1, '2': 'a'}"],
            connection.Rows("SELECT {'Zeta': 1, 'alpha': [{'x': NULL}]}, row(1, 'a')"));
    }

    [Fact]
    public void A_union_whose_value_is_NULL_is_NULL()
    {
        using var connection = Database.InMemory();
        Assert.Equal(["NULL | List<Object> [1, null]"], connection.Rows("SELECT union_value(a := NULL::INT), [union_value(a := 1), NULL]"));
    }

    [Fact]
    public void Bytes_are_had_as_stream_array_and_part()
    {
        using var connection = Database.InMemory();
        using var reader = One(connection, "SELECT '\\x00\\x01\\x02'::BLOB, 'text'");
        Assert.Equal([0, 1, 2], reader.GetFieldValue<byte[]>(0));
        using var stream = reader.GetStream(0);
        Assert.Equal((3L, false), (stream.Length, stream.CanWrite));
        var part = new byte[2];
        Assert.Equal((3L, 2L), (reader.GetBytes(0, 0, null, 0, 0), reader.GetBytes(0, 1, part, 0, 5)));
        Assert.Equal([1, 2], part);
        var characters = new char[2];
        Assert.Equal(2, reader.GetChars(1, 2, characters, 0, 2));
        Assert.Equal("xt", new string(characters));
    }

    [Fact]
    public void Columns_have_names_and_positions()
    {
        using var connection = Database.InMemory();
        using var reader = One(connection, "SELECT 1 AS a, 2 AS \"A b\"");
        Assert.Equal((2, "A b", 1, 0), (reader.FieldCount, reader.GetName(1), reader.GetOrdinal("a B"), reader.GetOrdinal("A")));
        Assert.Equal(
            "There is no column 'c'. There are 'a', 'A b'.",
            Assert.Throws<IndexOutOfRangeException>(() => reader.GetOrdinal("c")).Message);
    }

    [Fact]
    public void A_reader_that_is_on_no_row_says_so()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("SELECT 1");
        using var reader = command.ExecuteReader();
        Assert.True(reader.HasRows);
        Assert.Throws<InvalidOperationException>(() => reader.GetValue(0));
        Assert.True(reader.Read());
        Assert.False(reader.Read());
        Assert.False(reader.Read());
        Assert.Throws<InvalidOperationException>(() => reader.GetValue(0));
    }

    [Fact]
    public void An_empty_result_has_columns_and_no_rows()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("SELECT 1 AS a WHERE false");
        using var reader = command.ExecuteReader();
        Assert.Equal((1, "a", false), (reader.FieldCount, reader.GetName(0), reader.HasRows));
        Assert.False(reader.Read());
        Assert.Null(connection.Scalar("SELECT 1 WHERE false"));
    }

    [Fact]
    public void Several_statements_give_several_results()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("CREATE TABLE t(i INT); INSERT INTO t VALUES (1), (2); SELECT i FROM t; UPDATE t SET i = 7; SELECT sum(i) FROM t");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Equal(1, reader.GetInt32(0));
        Assert.True(reader.NextResult());
        Assert.True(reader.Read());
        Assert.Equal(14, reader.GetInt32(0));
        Assert.False(reader.NextResult());
        Assert.Equal(0, reader.FieldCount);
    }

    [Fact]
    public void ExecuteNonQuery_counts_changed_rows_over_all_statements()
    {
        using var connection = Database.InMemory();
        Assert.Equal(0, connection.Execute("CREATE TABLE t(i INT)"));
        Assert.Equal(3, connection.Execute("INSERT INTO t VALUES (1), (2); INSERT INTO t VALUES (3)"));
        Assert.Equal(2, connection.Execute("UPDATE t SET i = i + 1 WHERE i > 1"));
        Assert.Equal(1, connection.Execute("DELETE FROM t WHERE i = 1; SELECT 1"));
    }

    [Fact]
    public void It_works_through_the_ADO_NET_base_classes()
    {
        using DbConnection connection = Database.InMemory();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT $x AS x";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("x", 5);
        command.Parameters.Add(parameter);
        using var reader = command.ExecuteReader();
        Assert.Equal([5], reader.Cast<IDataRecord>().Select(r => r.GetInt32(0)));
    }

    private static DuckDBDataReader One(DuckDBConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return reader;
    }
}
