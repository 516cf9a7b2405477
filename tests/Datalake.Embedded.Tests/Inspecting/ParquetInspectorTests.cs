using System.Globalization;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Inspecting;
using DuckDB.NET.Data;
using ParquetSharp;

namespace Datalake.Embedded.Tests.Inspecting;

/// <summary>Files of two other writers: DuckDB and Arrow C++.</summary>
public sealed class ParquetInspectorTests : IDisposable
{
    private readonly TestFolder folder = new();
    private int written;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("CAST(i - 5 AS TINYINT)", "INT32 int8", "-5", "4")]
    [InlineData("CAST(i + 4294967000 AS UINTEGER)", "INT32 uint32", "4294967000", "4294967009")]
    [InlineData("CAST(i AS UBIGINT) + 18446744073709551600::UBIGINT", "INT64 uint64", "18446744073709551600", "18446744073709551609")]
    [InlineData("CAST(i - 5 AS DECIMAL(7,2))", "INT32 decimal(7,2)", "-5.00", "4.00")]
    [InlineData("CAST(i - 5 AS DECIMAL(16,3))", "INT64 decimal(16,3)", "-5.000", "4.000")]
    [InlineData("CAST(i - 5 AS DECIMAL(38,1))", "FIXED_LEN_BYTE_ARRAY(16) decimal(38,1)", "-5.0", "4.0")]
    [InlineData("CAST(i AS DOUBLE) / 4", "DOUBLE", "0", "2.25")]
    [InlineData("CAST(i AS FLOAT) / 4", "FLOAT", "0", "2.25")]
    [InlineData("i > 5", "BOOLEAN", "false", "true")]
    [InlineData("DATE '1969-12-30' + CAST(i AS INTEGER)", "INT32 date", "1969-12-30", "1970-01-08")]
    [InlineData("TIMESTAMPTZ '2026-01-02 03:04:05.000006+00' + i * INTERVAL 1 DAY", "INT64 timestamp(micros, utc)", "2026-01-02T03:04:05.000006Z", "2026-01-11T03:04:05.000006Z")]
    [InlineData("TIMESTAMP '2026-01-02 03:04:05' + i * INTERVAL 1 DAY", "INT64 timestamp(micros)", "2026-01-02T03:04:05Z", "2026-01-11T03:04:05Z")]
    [InlineData("'ä' || i", "BYTE_ARRAY string", "ä0", "ä9")]
    [InlineData("CAST(chr(CAST(65 + i AS INTEGER)) AS BLOB)", "BYTE_ARRAY", "0x41", "0x4a")]
    [InlineData("CAST('00000000-0000-0000-0000-00000000000' || i AS UUID)", "FIXED_LEN_BYTE_ARRAY(16) uuid", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000009")]
    public async Task Types_and_bounds_of_DuckDB_are_shown(string expression, string type, string minimum, string maximum)
    {
        var path = Write($"SELECT {expression} AS x FROM range(10) AS t(i)");
        var file = await ParquetInspector.ReadAsync(path, Test.Token);
        var chunk = Assert.Single(Assert.Single(file.Groups).Chunks);
        Assert.Equal((type, minimum, maximum), (chunk.Type, chunk.Minimum?.ToString(), chunk.Maximum?.ToString()));
        Assert.Equal((10L, 10L, new FileInfo(path).Length), (file.Rows, chunk.Values, file.Bytes));
    }

    [Fact]
    public async Task Row_groups_codecs_and_nested_columns_are_shown()
    {
        var path = Write(
            "SELECT i, CASE WHEN i % 2 = 0 THEN i END AS half, {'a': [i, i + 1], 'b': MAP {'k': i}} AS nested FROM range(5000) AS t(i)",
            ", COMPRESSION zstd, ROW_GROUP_SIZE 2048");
        var file = await ParquetInspector.ReadAsync(path, Test.Token);
        Assert.Equal([2048L, 2048L, 904L], file.Groups.Select(group => group.Rows));
        Assert.All(file.Groups.SelectMany(group => group.Chunks), chunk => Assert.Equal("zstd", chunk.Codec));
        var columns = ColumnSummary.Of([file]);
        Assert.Equal(["i", "half", "nested.a.list.element", "nested.b.key_value.key", "nested.b.key_value.value"], columns.Select(column => column.Column));
        Assert.Equal((5000L, 2500L, "0", "4998"), (columns[1].Values, columns[1].Nulls, columns[1].Minimum?.ToString(), columns[1].Maximum?.ToString()));
        Assert.Equal(10000L, columns[2].Values);
        Assert.Equal(file.Groups.Sum(group => group.Chunks[0].CompressedBytes), columns[0].CompressedBytes);
        Assert.StartsWith("DuckDB", file.CreatedBy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_Arrow_are_shown()
    {
        var path = folder["arrow.parquet"];
        Column[] columns = [new Column<DateTime>("at"), new Column<string>("name"), new Column<float>("x")];
        using (var writer = new ParquetFileWriter(path, columns, Compression.Gzip))
        {
            using var group = writer.AppendRowGroup();
            using (var at = group.NextColumn().LogicalWriter<DateTime>())
                at.WriteBatch([new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc)]);
            using (var name = group.NextColumn().LogicalWriter<string>()) name.WriteBatch(["n"]);
            using (var x = group.NextColumn().LogicalWriter<float>()) x.WriteBatch([float.NaN]);
            writer.Close();
        }

        var file = await ParquetInspector.ReadAsync(path, Test.Token);
        var chunks = Assert.Single(file.Groups).Chunks;
        Assert.Equal(["at", "name", "x"], chunks.Select(chunk => chunk.Column));
        Assert.Equal("gzip", chunks[0].Codec);
        Assert.StartsWith("2026-01-02T00:00:00", chunks[0].Minimum?.ToString(), StringComparison.Ordinal);
        Assert.Null(chunks[2].Minimum);
    }

    [Fact]
    public async Task Bounds_over_files_are_known_only_when_each_part_has_them()
    {
        var whole = await ParquetInspector.ReadAsync(Write("SELECT i FROM range(3) AS t(i)"), Test.Token);
        var nulls = await ParquetInspector.ReadAsync(Write("SELECT CAST(NULL AS BIGINT) AS i FROM range(3)"), Test.Token);
        var text = await ParquetInspector.ReadAsync(Write("SELECT CAST(i AS VARCHAR) AS i FROM range(3) AS t(i)"), Test.Token);
        Assert.Equal("2", Assert.Single(ColumnSummary.Of([whole, nulls])).Maximum?.ToString());
        var mixed = Assert.Single(ColumnSummary.Of([whole, text]));
        Assert.Null(mixed.Maximum);
        Assert.Equal("INT64 int64, BYTE_ARRAY string", mixed.Type);
    }

    private string Write(string query, string options = "")
    {
        var path = folder[string.Create(CultureInfo.InvariantCulture, $"{++written}.parquet")];
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        DuckDbEngine.Run(connection, $"SET TimeZone = 'UTC'; COPY ({query}) TO {Sql.Text(path)} (FORMAT parquet{options})");
        return path;
    }
}
