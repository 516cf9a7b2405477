using System.Globalization;
using Datalake.Embedded.Engine.Native;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Engine;

/// <summary>
/// Opens connections to in-memory DuckDBs that spill to the lake's own scratch folder. What is made in one is temporary: its database is
/// used again.
/// </summary>
internal sealed class DuckDbEngine(EngineOptions options, string scratch)
{
    /// <summary>Processors that the engine may keep busy.</summary>
    public int Threads { get; } = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;

    /// <summary>Bytes that the engine may hold.</summary>
    public long MemoryBytes { get; } = Math.Max(64, options.MemoryMegabytes) * 1_000_000L;

    /// <summary>Opens a database for work on narrow columns: all processors, and rows in no order but the one asked for.</summary>
    public DuckDBConnection Open() => Open(Threads, MemoryBytes, keepsOrder: false);

    /// <summary>
    /// Opens a database for work that passes wide rows on in their order, a bounded number at a time. It has one thread, since several work
    /// side by side, and a limit above what the engine books for read buffers, most of which it never touches.
    /// </summary>
    public DuckDBConnection OpenOrdered() => Open(1, MemoryBytes * 4, keepsOrder: true);

    /// <summary>Opens a second connection to the database of a connection.</summary>
    public static DuckDBConnection Duplicate(DuckDBConnection connection)
    {
        var second = connection.Duplicate();
        second.Open();
        return second;
    }

    /// <summary>Runs statements.</summary>
    /// <returns>The number of rows the last one wrote.</returns>
    /// <exception cref="EngineException">The engine refused one of them or failed.</exception>
    public static long Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Translate(command.ExecuteNonQuery);
    }

    /// <summary>Asks for one value.</summary>
    /// <exception cref="EngineException">The engine refused the query or failed.</exception>
    public static object? Scalar(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Translate(command.ExecuteScalar);
    }

    /// <summary>Asks for one whole number.</summary>
    /// <exception cref="EngineException">The engine refused the query or failed.</exception>
    public static long Count(DuckDBConnection connection, string sql) =>
        Convert.ToInt64(Scalar(connection, sql), CultureInfo.InvariantCulture);

    private static T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDBException failure)
        {
            throw new EngineException(failure.Message, failure);
        }
    }

    /// <summary>Opens a database of its own, for a connection that makes more in it than temporary tables.</summary>
    public DuckDBConnection OpenNew()
    {
        var connection = EngineDatabases.New();
        Run(connection, Settings(Threads, MemoryBytes, keepsOrder: false));
        return connection;
    }

    private DuckDBConnection Open(int threads, long memory, bool keepsOrder) =>
        EngineDatabases.Open(Settings(threads, memory, keepsOrder), scratch);

    private string Settings(int threads, long memory, bool keepsOrder)
    {
        EngineMemory.ReleaseUnusedMemorySoon();
        Directory.CreateDirectory(scratch);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SET memory_limit = '{memory / 1_000_000}MB'; SET threads = {threads}; SET temp_directory = {Sql.Text(scratch)};
            SET preserve_insertion_order = {keepsOrder};
            SET TimeZone = 'UTC'; SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;
            SET enable_external_file_cache = false; SET allocator_bulk_deallocation_flush_threshold = '1MB';
            """);
    }
}
