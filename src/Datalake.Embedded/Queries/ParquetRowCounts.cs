using System.Collections.Concurrent;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Counts the rows of Parquet files by their footers. The engine reads them one after the other, so several connections share the work.
/// </summary>
internal sealed class ParquetRowCounts(DuckDBConnection connection)
{
    private const int FilesAtOnce = 200;

    /// <summary>The rows of each file; null for one that is not readable as Parquet, and nothing for one that has gone meanwhile.</summary>
    public IReadOnlyDictionary<string, long?> Read(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var rows = new ConcurrentDictionary<string, long?>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        var free = new ConcurrentBag<DuckDBConnection>();
        try
        {
            Parallel.ForEach(paths.Chunk(FilesAtOnce), options, some =>
            {
                var mine = free.TryTake(out var taken) ? taken : Duplicate();
                try
                {
                    Read(mine, some, rows);
                }
                catch (DuckDBException)
                {
                    foreach (var path in some) ReadAlone(mine, path, rows);
                }
                finally
                {
                    free.Add(mine);
                }
            });
        }
        finally
        {
            foreach (var one in free) one.Dispose();
        }

        return rows;
    }

    private DuckDBConnection Duplicate()
    {
        lock (connection) return DuckDbEngine.Duplicate(connection);
    }

    private static void Read(DuckDBConnection reading, string[] paths, ConcurrentDictionary<string, long?> rows)
    {
        using var command = reading.CreateCommand();
        command.CommandText = $"SELECT file_name, num_rows FROM parquet_file_metadata({Sql.Texts(paths)})";
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows[reader.GetString(0)] = reader.GetInt64(1);
    }

    private static void ReadAlone(DuckDBConnection reading, string path, ConcurrentDictionary<string, long?> rows)
    {
        try
        {
            Read(reading, [path], rows);
        }
        catch (DuckDBException)
        {
            if (File.Exists(path)) rows[path] = null;
        }
    }
}
