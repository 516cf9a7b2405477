using Datalake.Embedded.Queries;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries;

public sealed class MetadataTableTests : IDisposable
{
    private readonly QueryLake lake = new();

    public void Dispose() => lake.Dispose();

    [Fact]
    public async Task Files_has_each_file_of_a_version_with_its_statistics()
    {
        await TwoVersionsAsync();
        Assert.Equal(
            ["2026|1|2|2|a|b|2026-01-02T00:00:00.000Z|0|0", "2026|1|3|1|c|c|2026-01-03T00:00:00.000Z|0|0", "2026|1|3|1|d|d|2026-01-03T00:00:00.000Z|0|1"],
            lake.Query(
                """
                SELECT year, month, day, record_count, lower_bounds['id'], upper_bounds['id'], upper_bounds['changed'], null_value_counts['id'], added_version
                FROM "orders$files" ORDER BY day, added_version
                """));
        Assert.Equal(["4"], lake.Query("""SELECT sum(record_count) FROM shop."orders$files" AS f WHERE file_size_in_bytes > 0 AND modified_at > timestamp '2020-01-01'"""));
        Assert.Equal(["3"], lake.Query("""SELECT count(DISTINCT file_path) FROM "orders$files" JOIN orders ON file_path = orders."$path" """));
    }

    [Fact]
    public async Task History_has_each_version_with_its_operation()
    {
        await TwoVersionsAsync();
        Assert.Equal(
            ["1|MERGE|0|true", "0|MERGE|NULL|true"],
            lake.Query("""SELECT version, operation, read_version, CAST(timestamp > timestamp '2020-01-01' AS varchar) FROM "orders$history" """));
        Assert.Equal(["1"], lake.Query("""SELECT operation_metrics['numOutputRows'] FROM "orders$history" WHERE version = 1"""));
    }

    [Fact]
    public async Task Partitions_and_properties_are_tables_too()
    {
        await TwoVersionsAsync();
        Assert.Equal(
            ["2026|1|2|1|2", "2026|1|3|2|2"],
            lake.Query("""SELECT year, month, day, file_count, record_count FROM "ORDERS$partitions" WHERE total_size > 0 ORDER BY day"""));
        Assert.Equal(
            ["delta.minReaderVersion|1", "delta.minWriterVersion|2", "datalake.changedAt|changed, created", "datalake.identity|id"],
            lake.Query("""SELECT * FROM "orders$properties" """));
    }

    [Fact]
    public async Task Metadata_is_that_of_the_version_asked_for()
    {
        await TwoVersionsAsync();
        using var reader = lake.Open();
        Assert.Equal(["2"], QueryLake.Query(reader, """SELECT count(*) FROM "orders$files" """, new AsOf(0, null)));
        Assert.Equal(["0"], QueryLake.Query(reader, """SELECT max(version) FROM "orders$history" """, new AsOf(0, null)));
        Assert.Equal(["3|4"], QueryLake.Query(reader, """SELECT (SELECT count(*) FROM "orders$files"), (SELECT count(*) FROM orders)"""));
    }

    [Fact]
    public async Task A_view_can_read_metadata()
    {
        await TwoVersionsAsync();
        var views = Path.Combine(lake.Folder, "datasets", "orders", "views");
        Directory.CreateDirectory(views);
        await File.WriteAllTextAsync(Path.Combine(views, "sizes.sql"), """SELECT sum(file_size_in_bytes) AS bytes FROM "orders$files" """, Test.Token);
        Assert.Equal([$"{lake.Files("consumable_tables", "*.parquet").Sum(file => new FileInfo(file).Length)}"], lake.Query("SELECT bytes FROM sizes"));
    }

    [Fact]
    public async Task A_table_without_versions_has_no_metadata()
    {
        await lake.IngestAsync();
        Assert.Empty(lake.Query("""SELECT * FROM "orders$files" """));
        Assert.Empty(lake.Query("""SELECT * FROM "orders$history" """));
        Assert.Throws<Datalake.Embedded.Engine.EngineException>(() => lake.Query("""SELECT * FROM "raw_orders$files" """));
    }

    private async Task TwoVersionsAsync()
    {
        lake.Put(
            "1",
            """{"id":"a","changed":"2026-01-02T00:00:00Z"}""", """{"id":"b","changed":"2026-01-02T00:00:00Z"}""",
            """{"id":"c","changed":"2026-01-03T00:00:00Z"}""");
        await lake.RunAsync();
        lake.Put("2", """{"id":"d","changed":"2026-01-03T00:00:00Z"}""");
        await lake.RunAsync();
    }
}
