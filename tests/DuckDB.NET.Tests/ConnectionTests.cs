using System.Data;

namespace DuckDB.NET.Tests;

public sealed class ConnectionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("duckdb-connection-").FullName;

    private string File => Path.Combine(folder, "lake.duckdb");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_keeps_what_was_written()
    {
        using (var connection = Database.Open($"DataSource={File}")) connection.Execute("CREATE TABLE t AS FROM range(10)");
        using var again = Database.Open($"Data Source={File}");
        Assert.Equal(10L, again.Scalar("SELECT count(*) FROM t"));
        Assert.Equal(("lake", File, ConnectionState.Open), (again.Database, again.DataSource, again.State));
    }

    [Fact]
    public void Read_only_refuses_to_write_and_to_create()
    {
        var missing = Assert.Throws<DuckDBException>(() => Database.Open($"DataSource={File};ACCESS_MODE=READ_ONLY"));
        Assert.Contains("read-only mode: database does not exist", missing.Message, StringComparison.Ordinal);

        using (var writer = Database.Open($"DataSource={File}")) writer.Execute("CREATE TABLE t AS FROM range(10)");
        using var reader = Database.Open($"DataSource={File};ACCESS_MODE=READ_ONLY");
        Assert.Equal(10L, reader.Scalar("SELECT count(*) FROM t"));
        var refused = Assert.Throws<DuckDBException>(() => reader.Execute("INSERT INTO t VALUES (1)"));
        Assert.Equal(DuckDBErrorType.InvalidInput, refused.ErrorType);
    }

    [Fact]
    public void Settings_are_the_engines()
    {
        using var connection = Database.InMemory("memory_limit=256MB;threads=2;preserve_insertion_order=false");
        Assert.Equal(
            ["'244.1 MiB' | 2 | false"],
            connection.Rows("SELECT current_setting('memory_limit'), current_setting('threads'), current_setting('preserve_insertion_order')"));
    }

    [Theory]
    [InlineData("DataSource=:memory:;no_such_setting=1", "Invalid Input Error: The following options were not recognized: no_such_setting")]
    [InlineData("DataSource=:memory:;memory_limit=lots", "The engine's setting memory_limit cannot be 'lots'.")]
    [InlineData("DataSource=/no/such/folder/x.duckdb", "IO Error: Cannot open file \"/no/such/folder/x.duckdb\"")]
    public void What_cannot_be_opened_says_why(string connectionString, string message)
    {
        var error = Assert.Throws<DuckDBException>(() => Database.Open(connectionString));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.NotEqual(DuckDBErrorType.Invalid, error.ErrorType);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        System.IO.File.WriteAllText(File, new string('x', 9000));
        Assert.Contains("not a valid DuckDB database file", Assert.Throws<DuckDBException>(() => Database.Open($"DataSource={File}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_needs_a_data_source()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Database.Open("threads=1"));
        Assert.Contains("begin it with DataSource", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_builder_writes_and_reads_connection_strings()
    {
        var builder = new DuckDBConnectionStringBuilder { DataSource = "a;b.duckdb" };
        builder["threads"] = 2;
        Assert.Equal("a;b.duckdb", new DuckDBConnectionStringBuilder { ConnectionString = builder.ConnectionString }.DataSource);
        Assert.Equal(
            ":memory:",
            new DuckDBConnectionStringBuilder { ConnectionString = DuckDBConnectionStringBuilder.InMemoryConnectionString }.DataSource);
    }

    [Fact]
    public void Two_connections_in_a_process_share_a_file_and_the_last_one_closes_it()
    {
        using var first = Database.Open($"DataSource={File}");
        using (var second = Database.Open($"DataSource={Path.Combine(folder, ".", "lake.duckdb")}"))
        {
            first.Execute("CREATE TABLE t AS FROM range(3)");
            Assert.Equal(3L, second.Scalar("SELECT count(*) FROM t"));
        }

        Assert.Equal(3L, first.Scalar("SELECT count(*) FROM t"));
        first.Close();
        System.IO.File.Delete(File);
        using var third = Database.Open($"DataSource={File}");
        Assert.Equal([], third.Rows("SELECT table_name FROM duckdb_tables()"));
    }

    [Fact]
    public void A_file_is_not_opened_again_with_other_settings()
    {
        using var first = Database.Open($"DataSource={File};threads=1");
        var error = Assert.Throws<InvalidOperationException>(() => Database.Open($"DataSource={File};threads=2"));
        Assert.Contains("(threads=1) than are asked for now (threads=2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Databases_in_memory_are_apart_and_a_duplicate_is_not()
    {
        using var one = Database.InMemory();
        using var other = Database.InMemory();
        one.Execute("CREATE TABLE t(i INT)");
        Assert.Equal([], other.Rows("SELECT table_name FROM duckdb_tables()"));

        using var duplicate = one.Duplicate();
        one.Dispose();
        Assert.Equal(["'t'"], duplicate.Rows("SELECT table_name FROM duckdb_tables()"));
    }

    [Fact]
    public async Task Threads_work_side_by_side_with_a_connection_each()
    {
        using var connection = Database.Open($"DataSource={File};threads=2");
        connection.Execute("CREATE TABLE t(thread INT, i BIGINT)");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            using var own = Database.Open($"DataSource={File};threads=2");
            for (var i = 0; i < 50; i++) own.Execute("INSERT INTO t VALUES (?, ?)", thread, i);
            Assert.Equal(50L, own.Scalar("SELECT count(*) FROM t WHERE thread = ?", thread));
        })));
        Assert.Equal(["4 | 200 | 4900"], connection.Rows("SELECT count(DISTINCT thread), count(*), sum(i)::BIGINT FROM t"));
    }

    [Fact]
    public void A_transaction_holds_until_it_is_committed()
    {
        using var connection = Database.InMemory();
        connection.Execute("CREATE TABLE t(i INT)");
        using (var transaction = connection.BeginTransaction())
        {
            connection.Execute("INSERT INTO t VALUES (1)");
            transaction.Commit();
            Assert.Throws<InvalidOperationException>(transaction.Rollback);
        }

        using (connection.BeginTransaction()) connection.Execute("INSERT INTO t VALUES (2)");
        Assert.Equal(["1"], connection.Rows("FROM t"));
        Assert.Throws<ArgumentException>(() => connection.BeginTransaction(IsolationLevel.ReadUncommitted));
    }

    [Fact]
    public void Everything_can_be_disposed_twice_and_in_any_order()
    {
        var connection = Database.InMemory();
        var command = connection.Command("FROM range(100000)");
        command.UseStreamingMode = true;
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        connection.Dispose();
        command.Dispose();
        reader.Dispose();
        reader.Dispose();
        connection.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.Read());
        Assert.Equal(ConnectionState.Closed, connection.State);
    }

    [Fact]
    public void A_reader_can_close_its_connection()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("SELECT 1");
        command.ExecuteReader(CommandBehavior.CloseConnection).Dispose();
        Assert.Equal(ConnectionState.Closed, connection.State);
    }

    [Fact]
    public void A_closed_connection_opens_again_and_an_open_one_does_not()
    {
        using var connection = Database.InMemory();
        Assert.Throws<InvalidOperationException>(connection.Open);
        Assert.Throws<InvalidOperationException>(() => connection.ConnectionString = "DataSource=x");
        connection.Close();
        connection.Open();
        Assert.Equal(1, connection.Scalar("SELECT 1"));
    }
}
