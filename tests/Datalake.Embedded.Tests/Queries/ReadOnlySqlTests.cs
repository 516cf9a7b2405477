using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Queries;

public sealed class ReadOnlySqlTests : IDisposable
{
    private readonly QueryLake lake = new();

    public void Dispose() => lake.Dispose();

    [Theory]
    [InlineData("COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("COPY orders TO 'x.parquet'")]
    [InlineData("EXPORT DATABASE 'x'")]
    [InlineData("ATTACH 'x.db'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SET memory_limit = '1GB'")]
    [InlineData("RESET lock_configuration")]
    [InlineData("PRAGMA database_list")]
    [InlineData("CALL pragma_version()")]
    [InlineData("CREATE TABLE t AS SELECT 1")]
    [InlineData("INSERT INTO t SELECT 1")]
    [InlineData("DELETE FROM orders")]
    [InlineData("DROP VIEW orders")]
    [InlineData("WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x")]
    [InlineData("SELECT 1; COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("/* x */ EXPLAIN COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("EXPLAIN EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("EXPLAIN (ANALYZE, FORMAT json) COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("/* /* */ EXPLAIN SELECT 1 -- */ COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("-- x\rCOPY (SELECT 1) TO 'x.csv';\nEXPLAIN SELECT 1")]
    [InlineData("EXPLAIN /* SELECT 1 */ ANALYZE /* */ COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("EXPLAIN (FORMAT /* ) */ json) COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("EXPLAIN (FORMAT $$)$$) COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("EXPLAIN (FORMAT json) SELECT 1; COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("EXPLAIN (COPY (SELECT 1) TO 'x.csv')")]
    [InlineData("EXPLAIN")]
    [InlineData("EXPLAIN (FORMAT json")]
    [InlineData("/*/**/*/COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("\u00a0COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("--\rATTACH 'x.db'")]
    [InlineData("/* \n */ SET memory_limit = '1GB'")]
    [InlineData("-- SELECT 1\nPRAGMA database_list")]
    [InlineData("SELECT 1 /* ; */ ; /* */ INSTALL httpfs")]
    [InlineData("SELECT $$;$$; COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')")]
    [InlineData("SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM enable_profiling()'))")]
    [InlineData("SELECT * FROM enable_profiling()")]
    [InlineData("SELECT (SELECT count(*) FROM force_checkpoint())")]
    [InlineData("WITH x AS (SELECT * FROM enable_logging('QueryLog', storage = 'stdout')) SELECT * FROM x")]
    [InlineData("SELECT * FROM duckdb_secrets()")]
    [InlineData("SELECT $1")]
    [InlineData("SELECT id FROM orders WHERE id = ?")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("SELECT \0 1")]
    [InlineData("SELEC 1")]
    public async Task What_does_more_than_read_is_refused(string sql)
    {
        await lake.IngestAsync();
        Assert.Throws<QueryRefusedException>(() => lake.Query(sql));
        Assert.Empty(Directory.GetFiles(lake.Root, "x.*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_log_of_the_engine_is_not_written_into_the_lake()
    {
        await lake.IngestAsync();
        var log = Path.Combine(lake.Root, "stage", "log");
        Assert.Throws<QueryRefusedException>(() =>
            lake.Query($"SELECT * FROM enable_logging('QueryLog', storage = 'file', storage_config = {{'path': '{log}'}})")
        );
        Assert.False(Directory.Exists(log));
    }

    [Fact]
    public async Task A_copy_behind_a_nested_comment_writes_nothing_into_the_lake()
    {
        await lake.IngestAsync();
        var path = Path.Combine(lake.Root, "stage", "x.csv");
        Assert.Throws<QueryRefusedException>(() => lake.Query($"/* /* */ EXPLAIN SELECT 1 -- */ COPY (SELECT 1) TO '{path}'"));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Any_number_of_comments_may_come_before_a_query()
    {
        await lake.IngestAsync();
        var comments = string.Concat(Enumerable.Repeat("/* c */ -- d\n", 1000));
        Assert.Equal(["1"], lake.Query(comments + "SELECT 1"));
        Assert.NotEmpty(lake.Query(comments + "EXPLAIN" + comments + "SELECT 1"));
        Assert.Throws<QueryRefusedException>(() => lake.Query(comments + "COPY (SELECT 1) TO 'x.csv'"));
    }

    [Theory]
    [InlineData("SELECT '\u00fc',\n  FROM", "Line 2, character 7")]
    [InlineData("EXPLAIN\nSELECT '\u00fc\u00fc' FROM FROM", "Line 2, character 18")]
    public async Task The_place_of_a_mistake_is_told(string sql, string place)
    {
        await lake.IngestAsync();
        Assert.Contains(place, Assert.Throws<QueryRefusedException>(() => lake.Query(sql)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM '/etc/passwd'")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("SELECT * FROM glob('lake/stage/../../*')")]
    [InlineData("SELECT * FROM read_csv('https://example.com/x.csv')")]
    [InlineData("DESCRIBE SELECT * FROM read_csv('/etc/passwd')")]
    public async Task What_lies_outside_the_tables_is_not_readable(string sql)
    {
        await lake.IngestAsync();
        Assert.Throws<EngineException>(() => lake.Query(sql));
    }

    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("-- why\nWITH x AS (SELECT 1 AS a) SELECT * FROM x;")]
    [InlineData("FROM orders")]
    [InlineData("TABLE orders")]
    [InlineData("VALUES (1)")]
    [InlineData("DESCRIBE orders_current")]
    [InlineData("SUMMARIZE raw_orders")]
    [InlineData("SHOW TABLES")]
    [InlineData("EXPLAIN SELECT * FROM orders")]
    [InlineData("EXPLAIN ANALYZE SELECT * FROM orders")]
    [InlineData("EXPLAIN (FORMAT json) SELECT * FROM orders")]
    [InlineData("EXPLAIN (ANALYZE) SELECT * FROM orders")]
    [InlineData("EXPLAIN (SELECT 1)")]
    [InlineData("EXPLAIN (FORMAT 'json', ANALYZE true) SELECT 1")]
    [InlineData("/* a /* b */ c */ -- d\rEXPLAIN/**/ANALYZE--\nSELECT 1")]
    [InlineData("\u00a0EXPLAIN SELECT 1")]
    [InlineData("SELECT * FROM information_schema.tables")]
    [InlineData("SELECT * FROM duckdb_columns()")]
    [InlineData("SELECT ';' -- ; COPY")]
    public async Task What_only_reads_is_run(string sql)
    {
        await lake.IngestAsync();
        _ = lake.Query(sql);
    }
}
