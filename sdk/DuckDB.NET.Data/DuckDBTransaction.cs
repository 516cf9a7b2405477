namespace DuckDB.NET.Data;

/// <summary>
/// A transaction: all statements on its connection belong to it until it ends. Disposing it before that takes everything back.
/// </summary>
public class DuckDBTransaction : DbTransaction
{
    private readonly DuckDBConnection connection;
    private bool finished;

    /// <summary>Begins a transaction.</summary>
    /// <param name="connection">An open connection with no transaction on it.</param>
    /// <param name="isolationLevel">Snapshot, or Unspecified for the same.</param>
    /// <exception cref="ArgumentException">The engine does not have that isolation level.</exception>
    public DuckDBTransaction(DuckDBConnection connection, IsolationLevel isolationLevel)
    {
        if (isolationLevel is not (IsolationLevel.Snapshot or IsolationLevel.Unspecified))
            throw new ArgumentException($"The engine's transactions are snapshots; it has no {isolationLevel}.", nameof(isolationLevel));

        this.connection = connection;
        Execute("BEGIN TRANSACTION");
    }

    /// <inheritdoc />
    public override IsolationLevel IsolationLevel => IsolationLevel.Snapshot;

    /// <inheritdoc />
    protected override DbConnection DbConnection => connection;

    /// <summary>Makes the changes durable and visible to others.</summary>
    /// <exception cref="DuckDBException">It cannot, for example because another transaction changed the same rows; everything is taken
    /// back.</exception>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public override void Commit() => Finish("COMMIT");

    /// <summary>Takes everything back.</summary>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public override void Rollback() => Finish("ROLLBACK");

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && !finished && connection.State == ConnectionState.Open) Rollback();
        base.Dispose(disposing);
    }

    // A COMMIT that fails has ended the transaction too.
    private void Finish(string statement)
    {
        if (finished) throw new InvalidOperationException("The transaction has ended.");
        finished = true;
        Execute(statement);
    }

    private void Execute(string statement)
    {
        using var command = new DuckDBCommand(statement, connection);
        command.ExecuteNonQuery();
    }
}
