namespace DuckDB.NET.Tests;

public sealed class ParquetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("duckdb-parquet-").FullName;

    // What Parquet has no type for, and what comes back instead.
    private static readonly Dictionary<string, string> Changed = new(StringComparer.Ordinal)
    {
        ["hugeint"] = "DOUBLE",
        ["uhugeint"] = "DOUBLE",
        ["bignum"] = "VARCHAR",
        ["bit"] = "VARCHAR",
        ["time_tz"] = "TIME WITH TIME ZONE",
        ["interval"] = "INTERVAL",
        ["union"] = "STRUCT(UTINYINT, VARCHAR, SMALLINT)",
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(AllTypes.Columns), MemberType = typeof(AllTypes))]
    public void What_is_written_to_Parquet_is_read_back(string column, string engineType, string type, string smallest, string largest)
    {
        _ = (engineType, type, smallest, largest);
        var file = Path.Combine(folder, "all.parquet");

        // DECIMAL(38, 10) at its ends is longer than any .NET type, so it is compared as text.
        var select = string.Equals(column, "dec38_10", StringComparison.Ordinal) ? "dec38_10::VARCHAR" : $"\"{column}\"";
        using var connection = Database.InMemory();
        Assert.Equal(3, connection.Execute($"COPY (SELECT \"{column}\" FROM test_all_types()) TO '{file}' (FORMAT parquet)"));

        var written = connection.Rows($"SELECT {select} FROM test_all_types()");
        var read = connection.Rows($"SELECT {select} FROM '{file}'");
        Assert.Equal(read, connection.Rows($"SELECT {select} FROM '{file}'", streaming: true));
        if (Changed.TryGetValue(column, out var becomes))
            Assert.Equal(becomes, connection.Scalar($"SELECT column_type FROM (DESCRIBE FROM '{file}')"));
        else
            Assert.Equal(written, read);
    }

    [Fact]
    public void Copy_answers_how_many_rows_it_wrote_also_when_partitioned()
    {
        using var connection = Database.InMemory();
        var sql = $"COPY (SELECT range AS i, range % 3 AS day FROM range(1000)) TO '{folder}/days' (FORMAT parquet, PARTITION_BY (day), COMPRESSION snappy)";
        Assert.Equal(1000, connection.Execute(sql));
        Assert.Equal(3, Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories).Length);
        Assert.Equal(["0 | 334", "1 | 333", "2 | 333"], connection.Rows($"SELECT day, count(*) FROM '{folder}/days/*/*.parquet' GROUP BY day ORDER BY day"));
    }

    [Fact]
    public void Nested_dictionary_encoded_columns_are_read_the_same_streaming_and_not()
    {
        using var connection = Database.InMemory();
        connection.Execute(
            $$"""
            COPY (SELECT i, [{'sku': 'sku-' || (i % 7), 'tags': [NULL, 'tag-' || (i % 3)]}, NULL] AS items, map {'k' || (i % 5): i} AS counts
                  FROM range(20000) t(i)) TO '{{folder}}/nested.parquet' (FORMAT parquet)
            """);
        var sql = $"FROM '{folder}/nested.parquet' WHERE i % 13 = 0";
        var rows = connection.Rows(sql, streaming: true);
        Assert.Equal(1539, rows.Count);
        Assert.Equal(connection.Rows(sql).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        Assert.Contains(
            "26 | List<Struct> [Struct {'sku': 'sku-5', 'tags': List<String> [null, 'tag-2']}, null] | Dictionary<String, Int64> {'k1': 26}",
            rows,
            StringComparer.Ordinal);
    }
}
