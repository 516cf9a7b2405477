using System.Globalization;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Engine;

/// <summary>Opens connections to an in-memory DuckDB that spills to the lake's own scratch folder.</summary>
internal sealed class DuckDbEngine(EngineOptions options, string scratch)
{
    /// <summary>Processors that the engine may keep busy.</summary>
    public int Threads { get; } = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;

    /// <summary>Bytes that the engine may hold.</summary>
    public long MemoryBytes { get; } = Math.Max(64, options.MemoryMegabytes) * 1_000_000L;

    /// <summary>Opens a database of its own.</summary>
    /// <param name="streams">
    /// True for work that holds only a bounded part of its input, such as JSON to Parquet: it gets one thread, since others work beside it, and a limit
    /// above what the engine books for its read buffers, most of which it never touches.
    /// </param>
    public DuckDBConnection Open(bool streams)
    {
        Directory.CreateDirectory(scratch);
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var threads = streams ? 1 : Threads;
        var memory = MemoryBytes / 1_000_000 * (streams ? 4 : 1);
        Run(connection, string.Create(CultureInfo.InvariantCulture, $"SET memory_limit = '{memory}MB'; SET threads = {threads};"));
        Run(connection, $"SET temp_directory = {Sql.Text(scratch)}; SET preserve_insertion_order = false; SET TimeZone = 'UTC';");
        return connection;
    }

    /// <summary>Runs statements.</summary>
    /// <returns>The number of rows the last one wrote.</returns>
    public static long Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>Asks for one value.</summary>
    public static object? Scalar(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Asks for one whole number.</summary>
    public static long Count(DuckDBConnection connection, string sql) => Convert.ToInt64(Scalar(connection, sql), CultureInfo.InvariantCulture);
}
