namespace DuckDB.NET.Tests;

/// <summary>Short ways to ask a database.</summary>
internal static class Database
{
    public static DuckDBConnection InMemory(string settings = "") => Open($"DataSource=:memory:;{settings}");

    public static DuckDBConnection Open(string connectionString)
    {
        var connection = new DuckDBConnection(connectionString);
        connection.Open();
        return connection;
    }

    public static int Execute(this DuckDBConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public static object? Scalar(this DuckDBConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar();
    }

    /// <summary>All rows, each value shown with its type.</summary>
    public static List<string> Rows(this DuckDBConnection connection, string sql, bool streaming = false)
    {
        using var command = connection.Command(sql);
        command.UseStreamingMode = streaming;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => Show.Value(reader.GetProviderSpecificValue(i)))));
        return rows;
    }

    /// <summary>The first column of all rows.</summary>
    public static List<string> RowsOf(this DuckDBConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(Show.Value(reader.GetValue(0)));
        return rows;
    }

    public static DuckDBCommand Command(this DuckDBConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new DuckDBCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new DuckDBParameter(value));
        return command;
    }
}
