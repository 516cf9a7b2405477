namespace DuckDB.NET.Data.Statements;

/// <summary>The statements of one command, executed one by one as they are asked for.</summary>
internal sealed class StatementSequence : IDisposable
{
    private readonly DuckDBNativeConnection connection;
    private readonly DuckDBParameterCollection parameters;
    private readonly bool streaming;
    private readonly DuckDBExtractedStatements statements;
    private readonly long count;
    private long next;

    /// <exception cref="DuckDBException">The text is not SQL.</exception>
    /// <exception cref="ArgumentException">The text holds a NUL, at which the engine would stop reading.</exception>
    internal StatementSequence(DuckDBNativeConnection connection, string text, DuckDBParameterCollection parameters, bool streaming)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("SQL cannot hold the character NUL; give it in a parameter.", nameof(text));

        this.connection = connection;
        this.parameters = parameters;
        this.streaming = streaming;
        count = NativeMethods.ExtractStatements.DuckDBExtractStatements(connection, text, out statements);

        var error = count == 0 ? NativeMethods.ExtractStatements.DuckDBExtractStatementsError(statements) : "";
        if (error.Length == 0) return;

        statements.Dispose();
        throw EngineError.From(error);
    }

    /// <summary>Executes the next statement; null when there is none.</summary>
    /// <exception cref="DuckDBException">The engine refused it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal Answer? ExecuteNext()
    {
        if (next >= count) return null;

        var state = NativeMethods.ExtractStatements.DuckDBPrepareExtractedStatement(connection, statements, next++, out var statement);
        using (statement)
        {
            if (state != DuckDBState.Success) throw EngineError.From(NativeMethods.PreparedStatements.DuckDBPrepareError(statement));

            ParameterBinder.Bind(statement, parameters);
            return Execute(statement);
        }
    }

    public void Dispose() => statements.Dispose();

    private Answer Execute(DuckDBPreparedStatement statement)
    {
        var state = streaming
            ? NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result)
            : NativeMethods.PreparedStatements.DuckDBExecutePrepared(statement, out result);
        if (state == DuckDBState.Success) return new Answer(result);

        var error = EngineError.From(ref result);
        result.Close();
        throw error;
    }
}
