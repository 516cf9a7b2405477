using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Datalake.Embedded.Engine.Native;

/// <summary>The rows of a query as the engine makes them, some thousand at a time.</summary>
internal sealed class StreamedRows : IDisposable
{
    private readonly DuckDBPreparedStatement statement;
    private DuckDBResult result;
    private bool ended;

    /// <exception cref="EngineException">The engine refused the query.</exception>
    public StreamedRows(DuckDBConnection connection, string query)
    {
        _ = NativeMethods.ExtractStatements.DuckDBExtractStatements(connection.NativeConnection, query, out var statements);
        using (statements)
        {
            if (NativeMethods.ExtractStatements.DuckDBPrepareExtractedStatement(connection.NativeConnection, statements, 0, out statement) != DuckDBState.Success)
            {
                var error = NativeMethods.PreparedStatements.DuckDBPrepareError(statement);
                statement.Dispose();
                throw new EngineException($"The engine refused a query of its own lake: {error}");
            }
        }

        if (NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out result) == DuckDBState.Success) return;
        var failure = NativeMethods.Query.DuckDBResultError(ref result);
        Dispose();
        throw new EngineException(failure);
    }

    /// <summary>How many columns the rows have.</summary>
    public long Columns => (long)NativeMethods.Query.DuckDBColumnCount(ref result);

    /// <summary>The name of a column, counted from 0.</summary>
    public string NameOf(long column) => NativeMethods.Query.DuckDBColumnName(ref result, column);

    /// <summary>The type of a column; the caller disposes of it.</summary>
    public DuckDBLogicalType TypeOf(long column) => NativeMethods.Query.DuckDBColumnLogicalType(ref result, column);

    /// <summary>The next rows; null when there are no more. The caller disposes of them.</summary>
    /// <exception cref="EngineException">The query failed on the way.</exception>
    public DuckDBDataChunk? Next()
    {
        // Asked once more after the end, the engine answers with an error.
        if (ended) return null;
        var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
        if (!chunk.IsInvalid && NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk) > 0) return chunk;
        chunk.Dispose();
        ended = true;
        var error = NativeMethods.Query.DuckDBResultError(ref result);
        return error.Length == 0 ? null : throw new EngineException(error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        result.Close();
        statement.Dispose();
    }
}
