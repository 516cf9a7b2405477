namespace Datalake.Embedded.Tests.Engine.Values;

/// <summary>The engine's own table of all its types, whose rows are the smallest value, the largest, and NULL.</summary>
public sealed class AllTypesTests : IDisposable
{
    private const string LongestNumber =
        "179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889464182768467546703537516986049910576551282076245490090389328944075868508455133942304583236903222948165808559332123348274797826204144723168738177180919299881250404026184124858368";

    private readonly EngineRows engine = new();

    public void Dispose() => engine.Dispose();

    /// <summary>Column, smallest value, largest value.</summary>
    public static TheoryData<string, string, string> Columns => new()
    {
        { "bool", "false", "true" },
        { "tinyint", "-128 SByte", "127 SByte" },
        { "smallint", "-32768 Int16", "32767 Int16" },
        { "int", "-2147483648 Int32", "2147483647 Int32" },
        { "bigint", "-9223372036854775808 Int64", "9223372036854775807 Int64" },
        { "hugeint", "-170141183460469231731687303715884105728 BigInteger", "170141183460469231731687303715884105727 BigInteger" },
        { "uhugeint", "0 BigInteger", "340282366920938463463374607431768211455 BigInteger" },
        { "utinyint", "0 Byte", "255 Byte" },
        { "usmallint", "0 UInt16", "65535 UInt16" },
        { "uint", "0 UInt32", "4294967295 UInt32" },
        { "ubigint", "0 UInt64", "18446744073709551615 UInt64" },
        { "bignum", $"-{LongestNumber} BigInteger", $"{LongestNumber} BigInteger" },
        { "date", "'-5877641-06-25'", "'5881580-07-10'" },
        { "time", "'00:00:00'", "'24:00:00'" },
        { "time_ns", "'00:00:00'", "'24:00:00'" },
        { "time_tz", "'00:00:00+15:59:59'", "'24:00:00-15:59:59'" },
        { "timestamp", "'-290308-12-22T00:00:00'", "'294247-01-10T04:00:54.775806'" },
        { "timestamp_s", "'-290308-12-22T00:00:00'", "'294247-01-10T04:00:54'" },
        { "timestamp_ms", "'-290308-12-22T00:00:00'", "'294247-01-10T04:00:54.775'" },
        { "timestamp_ns", "'1677-09-22T00:00:00'", "'2262-04-11T23:47:16.854775806'" },
        { "timestamp_tz", "'-290308-12-22T00:00:00Z'", "'294247-01-10T04:00:54.775806Z'" },
        { "float", "-3.4028235E+38 Single", "3.4028235E+38 Single" },
        { "double", "-1.7976931348623157E+308 Double", "1.7976931348623157E+308 Double" },
        { "dec_4_1", "-999.9 Decimal", "999.9 Decimal" },
        { "dec_9_4", "-99999.9999 Decimal", "99999.9999 Decimal" },
        { "dec_18_6", "-999999999999.999999 Decimal", "999999999999.999999 Decimal" },
        { "dec38_10", "-9999999999999999999999999999.9999999999 SqlDecimal", "9999999999999999999999999999.9999999999 SqlDecimal" },
        { "uuid", "00000000-0000-0000-0000-000000000000 Guid", "ffffffff-ffff-ffff-ffff-ffffffffffff Guid" },
        { "interval", "'00:00:00'", "'83 years 3 months 999 days 00:16:39.999999'" },
        { "varchar", "'🦆🦆🦆🦆🦆🦆'", "'goo\0se'" },
        { "blob", "746869736973616C6F6E67626C6F6200776974686E756C6C6279746573", "00000061" },
        { "bit", "'0010001001011100010101011010111'", "'10101'" },
        { "small_enum", "'DUCK_DUCK_ENUM'", "'GOOSE'" },
        { "medium_enum", "'enum_0'", "'enum_299'" },
        { "large_enum", "'enum_0'", "'enum_69999'" },
        { "int_array", "[]", "[42 Int32, 999 Int32, NULL, NULL, -42 Int32]" },
        { "double_array", "[]", "[42 Double, NaN Double, Infinity Double, -Infinity Double, NULL, -42 Double]" },
        { "date_array", "[]", "['1970-01-01', 'infinity', '-infinity', NULL, '2022-05-12']" },
        { "timestamp_array", "[]", "['1970-01-01T00:00:00', 'infinity', '-infinity', NULL, '2022-05-12T16:23:45']" },
        { "timestamptz_array", "[]", "['1970-01-01T00:00:00Z', 'infinity', '-infinity', NULL, '2022-05-12T23:23:45Z']" },
        { "varchar_array", "[]", "['🦆🦆🦆🦆🦆🦆', 'goose', NULL, '']" },
            {
                "nested_int_array",
                "[]",
                "[[], [42 Int32, 999 Int32, NULL, NULL, -42 Int32], NULL, [], [42 Int32, 999 Int32, NULL, NULL, -42 Int32]]"
            },
        { "struct", "{'a': NULL, 'b': NULL}", "{'a': 42 Int32, 'b': '🦆🦆🦆🦆🦆🦆'}" },
            {
                "struct_of_arrays",
                "{'a': NULL, 'b': NULL}",
                "{'a': [42 Int32, 999 Int32, NULL, NULL, -42 Int32], 'b': ['🦆🦆🦆🦆🦆🦆', 'goose', NULL, '']}"
            },
        { "array_of_structs", "[]", "[{'a': NULL, 'b': NULL}, {'a': 42 Int32, 'b': '🦆🦆🦆🦆🦆🦆'}, NULL]" },
        { "map", "{}", "{'key1': '🦆🦆🦆🦆🦆🦆', 'key2': 'goose'}" },
        { "union", "'Frank'", "5 Int16" },
        { "fixed_int_array", "[NULL, 2 Int32, 3 Int32]", "[4 Int32, 5 Int32, 6 Int32]" },
        { "fixed_varchar_array", "['a', NULL, 'c']", "['d', 'e', 'f']" },
            {
                "fixed_nested_int_array",
                "[[NULL, 2 Int32, 3 Int32], NULL, [NULL, 2 Int32, 3 Int32]]",
                "[[4 Int32, 5 Int32, 6 Int32], [NULL, 2 Int32, 3 Int32], [4 Int32, 5 Int32, 6 Int32]]"
            },
            {
                "fixed_nested_varchar_array",
                "[['a', NULL, 'c'], NULL, ['a', NULL, 'c']]",
                "[['d', 'e', 'f'], ['a', NULL, 'c'], ['d', 'e', 'f']]"
            },
            {
                "fixed_struct_array",
                "[{'a': NULL, 'b': NULL}, {'a': 42 Int32, 'b': '🦆🦆🦆🦆🦆🦆'}, {'a': NULL, 'b': NULL}]",
                "[{'a': 42 Int32, 'b': '🦆🦆🦆🦆🦆🦆'}, {'a': NULL, 'b': NULL}, {'a': 42 Int32, 'b': '🦆🦆🦆🦆🦆🦆'}]"
            },
            {
                "struct_of_fixed_array",
                "{'a': [NULL, 2 Int32, 3 Int32], 'b': ['a', NULL, 'c']}",
                "{'a': [4 Int32, 5 Int32, 6 Int32], 'b': ['d', 'e', 'f']}"
            },
            {
                "fixed_array_of_int_list",
                "[[], [42 Int32, 999 Int32, NULL, NULL, -42 Int32], []]",
                "[[42 Int32, 999 Int32, NULL, NULL, -42 Int32], [], [42 Int32, 999 Int32, NULL, NULL, -42 Int32]]"
            },
            {
                "list_of_fixed_int_array",
                "[[NULL, 2 Int32, 3 Int32], [4 Int32, 5 Int32, 6 Int32], [NULL, 2 Int32, 3 Int32]]",
                "[[4 Int32, 5 Int32, 6 Int32], [NULL, 2 Int32, 3 Int32], [4 Int32, 5 Int32, 6 Int32]]"
            },
    };

    [Fact]
    public void The_table_names_every_type_that_the_engine_has()
    {
        var there = engine.Read("SELECT column_name FROM (DESCRIBE SELECT * FROM test_all_types())").Select(name => name.Trim('\''));
        Assert.Equal(
            there.Order(StringComparer.Ordinal),
            Columns.Select(column => column.Data.Item1).Append("geometry").Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Every_type_is_read(string column, string smallest, string largest) =>
        Assert.Equal([smallest, largest, "NULL"], engine.Read($"SELECT \"{column}\" FROM test_all_types()"));

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_column_of_many_batches_is_read_the_same(string column, string smallest, string largest)
    {
        var read = engine.Read($"SELECT \"{column}\" FROM range(3000) r(i), test_all_types() ORDER BY i");
        Assert.Equal(9000, read.Count);
        foreach (var (value, count) in read.CountBy(value => value))
            Assert.Equal((3000, true), (count, value == smallest || value == largest || value == "NULL"));
    }

    [Fact]
    public void What_Parquet_holds_comes_back_the_same()
    {
        // Types that Parquet does not have come back as another one, or not at all.
        string[] changed =
        [
            "hugeint",
            "uhugeint",
            "bignum",
            "time",
            "time_ns",
            "time_tz",
            "timestamp_s",
            "bit",
            "union",
            "small_enum",
            "medium_enum",
            "large_enum",
            "dec_4_1",
            "interval",
        ];
        var columns = Columns
            .Where(column =>
                Array.IndexOf(changed, column.Data.Item1) < 0 && !column.Data.Item1.Contains("fixed", StringComparison.Ordinal)
            )
            .ToList();
        var file = Path.Combine(Directory.CreateTempSubdirectory("lake-types-").FullName, "all.parquet");
        Datalake.Embedded.Engine.DuckDbEngine.Run(
            engine.Connection,
            $"COPY (SELECT {string.Join(", ", columns.Select(column => $"\"{column.Data.Item1}\""))} FROM test_all_types()) TO '{file}' (FORMAT parquet)"
        );
        try
        {
            foreach (var (column, smallest, largest) in columns.Select(column => column.Data))
                Assert.Equal([smallest, largest, "NULL"], engine.Read($"SELECT \"{column}\" FROM '{file}'"));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
