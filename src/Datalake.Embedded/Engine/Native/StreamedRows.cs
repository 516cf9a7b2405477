using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Datalake.Embedded.Engine.Native;

/// <summary>The rows of a query as the engine makes them, some thousand at a time.</summary>
internal sealed class StreamedRows : IDisposable
{
    private readonly CancellationToken cancellationToken;
    private readonly DuckDBPreparedStatement statement;
    private readonly QueryInterrupt interrupt;
    private DuckDBResult result;
    private bool ended;

    /// <param name="connection">The connection that runs the query. It runs nothing else before this is disposed.</param>
    /// <param name="query">One statement.</param>
    /// <param name="cancellationToken">A token to cancel the query, also while its rows are read.</param>
    /// <exception cref="EngineException">The engine refused the query.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public StreamedRows(DuckDBConnection connection, string query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        this.cancellationToken = cancellationToken;
        statement = Prepare(connection.NativeConnection, query);
        interrupt = new QueryInterrupt(connection, cancellationToken);
        if (NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out result) == DuckDBState.Success) return;
        var failure = Failure();
        Dispose();
        throw failure ?? new EngineException("The engine failed to run a query and gave no reason.");
    }

    /// <summary>How many columns the rows have.</summary>
    public long Columns => (long)NativeMethods.Query.DuckDBColumnCount(ref result);

    /// <summary>How the engine converts this result to Arrow; the caller disposes of it.</summary>
    public nint ArrowOptions() => ArrowFunctions.OptionsOf(ref result);

    /// <summary>The name of a column, counted from 0.</summary>
    public string NameOf(long column) => NativeMethods.Query.DuckDBColumnName(ref result, column);

    /// <summary>The type of a column; the caller disposes of it.</summary>
    public DuckDBLogicalType TypeOf(long column) => NativeMethods.Query.DuckDBColumnLogicalType(ref result, column);

    /// <summary>The next rows; null when there are no more. The caller disposes of them.</summary>
    /// <exception cref="EngineException">The query failed on the way.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public DuckDBDataChunk? Next()
    {
        // Asked once more after the end, the engine answers with an error.
        if (ended) return null;
        cancellationToken.ThrowIfCancellationRequested();
        var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
        if (!chunk.IsInvalid && NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk) > 0) return chunk;
        chunk.Dispose();
        ended = true;
        return Failure() is { } failure ? throw failure : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupt.Dispose();
        result.Close();
        statement.Dispose();
    }

    private static DuckDBPreparedStatement Prepare(DuckDBNativeConnection connection, string query)
    {
        var count = NativeMethods.ExtractStatements.DuckDBExtractStatements(connection, query, out var statements);
        using (statements)
        {
            if (count < 1) throw new EngineException(NativeMethods.ExtractStatements.DuckDBExtractStatementsError(statements));
            if (
                NativeMethods.ExtractStatements.DuckDBPrepareExtractedStatement(connection, statements, 0, out var prepared)
                == DuckDBState.Success
            )
                return prepared;
            using (prepared) throw new EngineException(NativeMethods.PreparedStatements.DuckDBPrepareError(prepared));
        }
    }

    /// <summary>What the engine reports of the result; null when it reports nothing.</summary>
    private Exception? Failure()
    {
        // The bindings return null here where the engine has no error, whatever their signature says.
        string? message = NativeMethods.Query.DuckDBResultError(ref result);
        if (string.IsNullOrEmpty(message)) return null;
        var failure = new EngineException(message);
        return failure.Kind == EngineErrorKind.Interrupt
            ? new OperationCanceledException("The query was cancelled.", failure, cancellationToken)
            : failure;
    }
}
