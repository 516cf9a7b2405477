namespace DuckDB.NET.Tests;

public class ErrorTests
{
    public static TheoryData<string, DuckDBErrorType, string> Refused => new()
    {
        { "SELEC 1", DuckDBErrorType.Parser, "Parser Error: syntax error at or near \"SELEC\"" },
        { "SELECT * FROM nope", DuckDBErrorType.Catalog, "Catalog Error: Table with name nope does not exist!" },
        { "SELECT nope FROM t", DuckDBErrorType.Binder, "Binder Error: Referenced column \"nope\" not found" },
        { "SELECT 'x'::INT", DuckDBErrorType.Conversion, "Conversion Error: Could not convert string 'x' to INT32" },
        { "INSERT INTO t VALUES (1)", DuckDBErrorType.Constraint, "Constraint Error: Duplicate key \"i: 1\"" },
        { "FROM '/nowhere/x.parquet'", DuckDBErrorType.Io, "IO Error: No files found that match the pattern \"/nowhere/x.parquet\"" },
        { "SELECT 9223372036854775807 + 1::BIGINT", DuckDBErrorType.OutOfRange, "Out of Range Error: Overflow in addition" },
        { "SET threads = 'many'", DuckDBErrorType.InvalidInput, "Invalid Input Error: Failed to cast value" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_engine_says_is_the_message(string sql, DuckDBErrorType type, string begin)
    {
        using var connection = Database.InMemory();
        connection.Execute("CREATE TABLE t(i INT PRIMARY KEY); INSERT INTO t VALUES (1)");
        var error = Assert.Throws<DuckDBException>(() => connection.Execute(sql));
        Assert.StartsWith(begin, error.Message, StringComparison.Ordinal);
        Assert.Equal(type, error.ErrorType);
        Assert.Equal((int)type, error.ErrorCode);
    }

    [Fact]
    public void Over_the_memory_limit_is_an_error_when_nothing_may_go_to_disk()
    {
        using var connection = Database.InMemory("memory_limit=20MB;threads=1");
        var error = Assert.Throws<DuckDBException>(
            () => connection.Execute("SET temp_directory = ''; CREATE TABLE big AS SELECT range, md5(range::VARCHAR) FROM range(5000000)"));
        Assert.Equal(DuckDBErrorType.OutOfMemory, error.ErrorType);
    }

    [Fact]
    public void The_first_statement_that_fails_ends_the_command_and_those_before_it_are_done()
    {
        using var connection = Database.InMemory();
        Assert.Throws<DuckDBException>(() => connection.Execute("CREATE TABLE a(i INT); SELECT * FROM nope; CREATE TABLE b(i INT)"));
        Assert.Equal(["'a'"], connection.Rows("SELECT table_name FROM duckdb_tables()"));
    }

    [Fact]
    public void A_NUL_in_the_text_is_refused_because_the_engine_would_stop_there()
    {
        using var connection = Database.InMemory();
        Assert.Throws<ArgumentException>(() => connection.Execute("SELECT 'a\0b'"));
    }

    [Fact]
    public void A_text_without_statement_does_nothing()
    {
        using var connection = Database.InMemory();
        Assert.Equal(0, connection.Execute(""));
        Assert.Equal(0, connection.Execute("-- nothing\n;;"));
        Assert.Null(connection.Scalar(""));
    }

    [Fact]
    public void A_command_needs_an_open_connection()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        using var closed = connection.Command("SELECT 1");
        using var none = new DuckDBCommand("SELECT 1");
        Assert.Throws<InvalidOperationException>(closed.ExecuteScalar);
        Assert.Throws<InvalidOperationException>(none.ExecuteScalar);
    }
}
