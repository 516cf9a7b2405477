using System.Diagnostics.CodeAnalysis;

namespace DuckDB.NET.Data.Statements;

/// <summary>What one statement answered. Owns the engine's result, also when nobody disposes it.</summary>
internal sealed class Answer : IDisposable
{
    private DuckDBResult result;
    private bool closed;

    internal Answer(DuckDBResult result) => this.result = result;

    [SuppressMessage("Design", "MA0055", Justification = "The engine's result is a struct of six words, which no SafeHandle can hold.")]
    ~Answer() => Close();

    internal bool HasRows => NativeMethods.Query.DuckDBResultReturnType(result) == DuckDBResultType.QueryResult;

    /// <summary>Only for an answer that is not streaming: the engine would read past another object.</summary>
    internal long RowsChanged => NativeMethods.Query.DuckDBRowsChanged(ref result);

    internal int ColumnCount => (int)NativeMethods.Query.DuckDBColumnCount(ref result);

    internal string ColumnName(int column) => NativeMethods.Query.DuckDBColumnName(ref result, column);

    internal DuckDBLogicalType ColumnType(int column) => NativeMethods.Query.DuckDBColumnLogicalType(ref result, column);

    /// <summary>The next rows; null at the end.</summary>
    /// <exception cref="DuckDBException">The query failed on the way, or another command on its connection ended it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal DuckDBDataChunk? Fetch()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
        if (!chunk.IsInvalid) return chunk;

        chunk.Dispose();

        // The engine gives no chunk at the end and after an error alike; only the text tells them apart.
        return NativeMethods.Query.DuckDBResultError(ref result).Length == 0 ? null : throw EngineError.From(ref result);
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private void Close()
    {
        if (closed) return;
        closed = true;
        result.Close();
    }
}
