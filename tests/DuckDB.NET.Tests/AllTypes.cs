namespace DuckDB.NET.Tests;

/// <summary>
/// What the reader is expected to answer for the engine's table of all its types, whose rows are the smallest value, the largest, and NULL.
/// A text that begins with "!" is a value that the usual .NET type does not hold, in the type that does; "!" alone, that none does.
/// </summary>
internal static class AllTypes
{
    /// <summary>Column, the engine's type, the .NET type, the smallest value, the largest.</summary>
    public static readonly TheoryData<string, string, string, string, string> Columns = new()
    {
        { "bool", "Boolean", "Boolean", "false", "true" },
        { "tinyint", "TinyInt", "SByte", "-128", "127" },
        { "smallint", "SmallInt", "Int16", "-32768", "32767" },
        { "int", "Integer", "Int32", "-2147483648", "2147483647" },
        { "bigint", "BigInt", "Int64", "-9223372036854775808", "9223372036854775807" },
        { "hugeint", "HugeInt", "BigInteger", "-170141183460469231731687303715884105728", "170141183460469231731687303715884105727" },
        { "uhugeint", "UnsignedHugeInt", "BigInteger", "0", "340282366920938463463374607431768211455" },
        { "utinyint", "UnsignedTinyInt", "Byte", "0", "255" },
        { "usmallint", "UnsignedSmallInt", "UInt16", "0", "65535" },
        { "uint", "UnsignedInteger", "UInt32", "0", "4294967295" },
        { "ubigint", "UnsignedBigInt", "UInt64", "0", "18446744073709551615" },
        {
            "bignum", "VarInt", "BigInteger",
            "-179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889464182768467546703537516986049910576551282076245490090389328944075868508455133942304583236903222948165808559332123348274797826204144723168738177180919299881250404026184124858368",
            "179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889464182768467546703537516986049910576551282076245490090389328944075868508455133942304583236903222948165808559332123348274797826204144723168738177180919299881250404026184124858368"
        },
        { "date", "Date", "DateOnly", "! -5877641-06-25", "! 5881580-07-10" },
        { "time", "Time", "TimeOnly", "00:00:00.0000000", "! 24:00:00.000000" },
        { "timestamp", "Timestamp", "DateTime", "! -290308-12-22 00:00:00.000000", "! 294247-01-10 04:00:54.775806" },
        { "timestamp_s", "TimestampS", "DateTime", "! -290308-12-22 00:00:00.000000", "! 294247-01-10 04:00:54.000000" },
        { "timestamp_ms", "TimestampMs", "DateTime", "! -290308-12-22 00:00:00.000000", "! 294247-01-10 04:00:54.775000" },
        { "timestamp_ns", "TimestampNs", "DateTime", "1677-09-22T00:00:00.0000000", "2262-04-11T23:47:16.8547758" },
        { "time_tz", "TimeTz", "DateTimeOffset", "! 00:00:00.000000 offset 57599 s", "! 24:00:00.000000 offset -57599 s" },
        { "timestamp_tz", "TimestampTz", "DateTime", "! -290308-12-22 00:00:00.000000", "! 294247-01-10 04:00:54.775806" },
        { "float", "Float", "Single", "-3.4028235E+38", "3.4028235E+38" },
        { "double", "Double", "Double", "-1.7976931348623157E+308", "1.7976931348623157E+308" },
        { "dec_4_1", "Decimal", "Decimal", "-999.9", "999.9" },
        { "dec_9_4", "Decimal", "Decimal", "-99999.9999", "99999.9999" },
        { "dec_18_6", "Decimal", "Decimal", "-999999999999.999999", "999999999999.999999" },
        { "dec38_10", "Decimal", "Decimal", "!", "!" },
        { "uuid", "Uuid", "Guid", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff" },
        { "interval", "Interval", "TimeSpan", "00:00:00", "! 999 months 999 days 999999999 us" },
        { "varchar", "Varchar", "String", "'🦆🦆🦆🦆🦆🦆'", "'goo\\0se'" },
        { "blob", "Blob", "Stream", "Stream 746869736973616C6F6E67626C6F6200776974686E756C6C6279746573", "Stream 00000061" },
        { "bit", "Bit", "String", "'0010001001011100010101011010111'", "'10101'" },
        { "small_enum", "Enum", "String", "'DUCK_DUCK_ENUM'", "'GOOSE'" },
        { "medium_enum", "Enum", "String", "'enum_0'", "'enum_299'" },
        { "large_enum", "Enum", "String", "'enum_0'", "'enum_69999'" },
        { "int_array", "List", "List<Int32>", "List<Int32> []", "List<Int32?> [42, 999, null, null, -42]" },
        { "double_array", "List", "List<Double>", "List<Double> []", "List<Double?> [42, NaN, Infinity, -Infinity, null, -42]" },
        {
            "date_array", "List", "List<DateOnly>",
            "List<DateOnly> []",
            "! List<DuckDBDateOnly?> [1970-01-01, infinity, -infinity, null, 2022-05-12]"
        },
        {
            "timestamp_array", "List", "List<DateTime>",
            "List<DateTime> []",
            "! List<DuckDBTimestamp?> [1970-01-01 00:00:00.000000, infinity, -infinity, null, 2022-05-12 16:23:45.000000]"
        },
        {
            "timestamptz_array", "List", "List<DateTime>",
            "List<DateTime> []",
            "! List<DuckDBTimestamp?> [1970-01-01 00:00:00.000000, infinity, -infinity, null, 2022-05-12 23:23:45.000000]"
        },
        { "varchar_array", "List", "List<String>", "List<String> []", "List<String> ['🦆🦆🦆🦆🦆🦆', 'goose', null, '']" },
        {
            "nested_int_array", "List", "List<List<Int32>>",
            "List<List<Int32>> []",
            "List<List<Int32?>> [List<Int32?> [], List<Int32?> [42, 999, null, null, -42], null, List<Int32?> [], List<Int32?> [42, 999, null, null, -42]]"
        },
        { "struct", "Struct", "Struct", "Struct {'a': null, 'b': null}", "Struct {'a': 42, 'b': '🦆🦆🦆🦆🦆🦆'}" },
        {
            "struct_of_arrays", "Struct", "Struct",
            "Struct {'a': null, 'b': null}",
            "Struct {'a': List<Int32?> [42, 999, null, null, -42], 'b': List<String> ['🦆🦆🦆🦆🦆🦆', 'goose', null, '']}"
        },
        {
            "array_of_structs", "List", "List<Struct>",
            "List<Struct> []",
            "List<Struct> [Struct {'a': null, 'b': null}, Struct {'a': 42, 'b': '🦆🦆🦆🦆🦆🦆'}, null]"
        },
        {
            "map", "Map", "Dictionary<String, String>",
            "Dictionary<String, String> {}",
            "Dictionary<String, String> {'key1': '🦆🦆🦆🦆🦆🦆', 'key2': 'goose'}"
        },
        { "union", "Union", "Object", "'Frank'", "5" },
        { "fixed_int_array", "Array", "List<Int32>", "List<Int32?> [null, 2, 3]", "List<Int32> [4, 5, 6]" },
        { "fixed_varchar_array", "Array", "List<String>", "List<String> ['a', null, 'c']", "List<String> ['d', 'e', 'f']" },
        {
            "fixed_nested_int_array", "Array", "List<List<Int32>>",
            "List<List<Int32?>> [List<Int32?> [null, 2, 3], null, List<Int32?> [null, 2, 3]]",
            "List<List<Int32?>> [List<Int32?> [4, 5, 6], List<Int32?> [null, 2, 3], List<Int32?> [4, 5, 6]]"
        },
        {
            "fixed_nested_varchar_array", "Array", "List<List<String>>",
            "List<List<String>> [List<String> ['a', null, 'c'], null, List<String> ['a', null, 'c']]",
            "List<List<String>> [List<String> ['d', 'e', 'f'], List<String> ['a', null, 'c'], List<String> ['d', 'e', 'f']]"
        },
        {
            "fixed_struct_array", "Array", "List<Struct>",
            "List<Struct> [Struct {'a': null, 'b': null}, Struct {'a': 42, 'b': '🦆🦆🦆🦆🦆🦆'}, Struct {'a': null, 'b': null}]",
            "List<Struct> [Struct {'a': 42, 'b': '🦆🦆🦆🦆🦆🦆'}, Struct {'a': null, 'b': null}, Struct {'a': 42, 'b': '🦆🦆🦆🦆🦆🦆'}]"
        },
        {
            "struct_of_fixed_array", "Struct", "Struct",
            "Struct {'a': List<Int32?> [null, 2, 3], 'b': List<String> ['a', null, 'c']}",
            "Struct {'a': List<Int32> [4, 5, 6], 'b': List<String> ['d', 'e', 'f']}"
        },
        {
            "fixed_array_of_int_list", "Array", "List<List<Int32>>",
            "List<List<Int32?>> [List<Int32?> [], List<Int32?> [42, 999, null, null, -42], List<Int32?> []]",
            "List<List<Int32?>> [List<Int32?> [42, 999, null, null, -42], List<Int32?> [], List<Int32?> [42, 999, null, null, -42]]"
        },
        {
            "list_of_fixed_int_array", "List", "List<List<Int32>>",
            "List<List<Int32?>> [List<Int32?> [null, 2, 3], List<Int32?> [4, 5, 6], List<Int32?> [null, 2, 3]]",
            "List<List<Int32?>> [List<Int32?> [4, 5, 6], List<Int32?> [null, 2, 3], List<Int32?> [4, 5, 6]]"
        },
        { "time_ns", "TimeNs", "TimeOnly", "00:00:00.0000000", "! 24:00:00.000000" },
    };

    /// <summary>Columns of types that have no counterpart here.</summary>
    public static readonly string[] NotRead = ["geometry"];
}
