using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>Counts the rows of Parquet files by their footers.</summary>
internal sealed class ParquetRowCounts(DuckDBConnection connection)
{
    private const int FilesAtOnce = 1000;

    /// <summary>The rows of each file; null for one that is not readable as Parquet, and nothing for one that has gone meanwhile.</summary>
    public Dictionary<string, long?> Read(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, long?>(StringComparer.Ordinal);
        foreach (var some in paths.Chunk(FilesAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Read(some, rows);
            }
            catch (DuckDBException)
            {
                foreach (var path in some) ReadAlone(path, rows);
            }
        }

        return rows;
    }

    private void Read(string[] paths, Dictionary<string, long?> rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT file_name, num_rows FROM parquet_file_metadata({Sql.Texts(paths)})";
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows[reader.GetString(0)] = reader.GetInt64(1);
    }

    private void ReadAlone(string path, Dictionary<string, long?> rows)
    {
        try
        {
            Read([path], rows);
        }
        catch (DuckDBException)
        {
            if (File.Exists(path)) rows[path] = null;
        }
    }
}
