using System.Collections.Concurrent;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Engine;

/// <summary>
/// In-memory databases of this process, each of which one connection has at a time. To make one costs tens of milliseconds of processor
/// time, so it is kept when its connection is closed; tables that the connection made must be temporary, and go with it.
/// </summary>
internal static class EngineDatabases
{
    private static readonly ConcurrentBag<DuckDBConnection> Idle = [];

    /// <summary>Opens a connection to a database that no other connection has.</summary>
    /// <param name="settings">Statements that set the database's options, all of them: another connection had it before.</param>
    /// <param name="scratch">The folder that it spills to.</param>
    public static DuckDBConnection Open(string settings, string scratch)
    {
        while (Idle.TryTake(out var kept))
        {
            try
            {
                return Open(kept, settings, scratch);
            }
            catch (Exception refusal) when (refusal is DuckDBException or EngineException)
            {
                // A database that had a fatal error answers nothing any more. A new one says whether it was that or the settings.
                kept.Dispose();
            }
        }

        var made = New();
        try
        {
            return Open(made, settings, scratch);
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>Makes a database, with its first connection.</summary>
    public static DuckDBConnection New()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }

    private static DuckDBConnection Open(DuckDBConnection database, string settings, string scratch)
    {
        var connection = DuckDbEngine.Duplicate(database);
        try
        {
            DuckDbEngine.Run(connection, settings);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        // Disposed twice, a connection says so twice, and the database must not be kept twice.
        var isClosed = 0;
        connection.Disposed += (_, _) =>
        {
            if (Interlocked.Exchange(ref isClosed, 1) == 0) Keep(database, scratch);
        };
        return connection;
    }

    // One that has spilled keeps its folder open, so it cannot be given another one.
    private static void Keep(DuckDBConnection database, string scratch)
    {
        if (Idle.Count < Environment.ProcessorCount && !(Directory.Exists(scratch) && Directory.EnumerateFileSystemEntries(scratch).Any()))
            Idle.Add(database);
        else
            database.Dispose();
    }
}
