namespace DuckDB.NET.Tests;

public class StreamingTests
{
    [Fact]
    public void A_query_that_fails_on_the_way_is_an_error_and_not_an_end()
    {
        using var connection = Database.InMemory("threads=1");
        using var command = connection.Command("SELECT CASE WHEN range = 500000 THEN 'x' ELSE '1' END::INTEGER FROM range(1000000)");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var error = Assert.Throws<DuckDBException>(() => ReadAll(reader));
        Assert.Equal(DuckDBErrorType.Conversion, error.ErrorType);
    }

    [Fact]
    public void A_second_command_on_the_connection_ends_a_streaming_reader_with_an_error()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("FROM range(10000000)");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        connection.Execute("SELECT 1");
        Assert.Throws<DuckDBException>(() => ReadAll(reader));
    }

    [Fact]
    public void Statements_without_rows_are_done_before_the_rows_come()
    {
        using var connection = Database.InMemory();
        using var command = connection.Command("CREATE TABLE t(i INT); INSERT INTO t FROM range(5000); SELECT count(*) FROM t");
        command.UseStreamingMode = true;
        Assert.Equal(5000L, command.ExecuteScalar());
    }

    [Fact]
    public void An_unfinished_reader_can_be_left()
    {
        using var connection = Database.InMemory();
        using (var command = connection.Command("FROM range(10000000)"))
        {
            command.UseStreamingMode = true;
            using var reader = command.ExecuteReader();
            Assert.True(reader.Read());
        }

        Assert.Equal(1, connection.Scalar("SELECT 1"));
    }

    private static void ReadAll(DuckDBDataReader reader)
    {
        while (reader.Read())
        {
        }
    }
}
