using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data.Statements;

namespace DuckDB.NET.Data;

/// <summary>
/// SQL to execute: one statement or several, separated by semicolons, each with the same parameters to choose from.
/// <para>
/// Parameters are <c>?</c>, <c>$1</c> or <c>$name</c>. Their values can be null, bool, the integers, <see
/// cref="System.Numerics.BigInteger"/>, float, double,
/// decimal, string, <see cref="Guid"/>, <see cref="DateTime"/> (TIMESTAMP, as its clock reads), <see cref="DateTimeOffset"/> (TIMESTAMP
/// WITH TIME ZONE),
/// <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="TimeSpan"/>, byte[], the <c>DuckDB</c> structs for dates, times and
/// intervals, and collections of any one of these.
/// </para>
/// </summary>
public class DuckDBCommand : DbCommand
{
    private readonly DuckDBParameterCollection parameters = [];
    private DuckDBConnection? connection;
    private string text;

    /// <summary>A command still without text and connection.</summary>
    public DuckDBCommand()
        : this("")
    {
    }

    /// <summary>A command still without connection.</summary>
    public DuckDBCommand(string commandText) => text = commandText;

    /// <summary>A command on a connection.</summary>
    public DuckDBCommand(string commandText, DuckDBConnection connection)
        : this(commandText) => this.connection = connection;

    /// <inheritdoc />
    [AllowNull]
    public override string CommandText
    {
        get => text;
        set => text = value ?? "";
    }

    /// <summary>Kept, not used: the engine has no time limit. Call <see cref="Cancel"/>.</summary>
    public override int CommandTimeout { get; set; }

    /// <summary>Text; the engine has no stored procedures.</summary>
    /// <exception cref="NotSupportedException">Set to anything else.</exception>
    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text) throw new NotSupportedException("A command is text here.");
        }
    }

    /// <inheritdoc />
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc />
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>
    /// Whether readers get rows as the engine makes them (true) or after all of them are in memory (false, the default). A streaming
    /// reader must be read to its end or disposed before the next command on its connection; an error may come up while reading.
    /// </summary>
    public bool UseStreamingMode { get; set; }

    /// <summary>The parameters.</summary>
    public new virtual DuckDBParameterCollection Parameters => parameters;

    /// <inheritdoc />
    protected override DbConnection? DbConnection
    {
        get => connection;
        set => connection = (DuckDBConnection?)value;
    }

    /// <inheritdoc />
    protected override DbParameterCollection DbParameterCollection => parameters;

    /// <inheritdoc />
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>
    /// Stops what runs on the connection, from any thread: whoever waits for it gets an <see cref="OperationCanceledException"/>.
    /// Without effect when nothing runs.
    /// </summary>
    public override void Cancel()
    {
        if (connection is { State: ConnectionState.Open }) connection.NativeConnection.Interrupt();
    }

    /// <summary>Executes all statements.</summary>
    /// <returns>How many rows were inserted, updated, deleted or, by <c>COPY</c>, written, over all statements; 0 for others; <see cref="int.MaxValue"/> for more than that.</returns>
    /// <exception cref="DuckDBException">The engine refused a statement; those before it are done.</exception>
    /// <exception cref="InvalidOperationException">There is no open connection, or a parameter has no value.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public override int ExecuteNonQuery()
    {
        using var statements = Begin(streaming: false);
        var rows = 0L;
        while (statements.ExecuteNext() is { } answer)
        {
            using (answer) rows += answer.RowsChanged;
        }

        return (int)Math.Min(rows, int.MaxValue);
    }

    /// <summary>Executes up to and including the first statement that has rows.</summary>
    /// <returns>The first column of its first row, <see cref="DBNull"/> for NULL; null when there is no row.</returns>
    /// <inheritdoc cref="ExecuteNonQuery" path="/exception" />
    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    /// <inheritdoc cref="ExecuteReader(CommandBehavior)" />
    public new DuckDBDataReader ExecuteReader() => ExecuteReader(CommandBehavior.Default);

    /// <summary>
    /// Executes up to and including the first statement that has rows; <see cref="DuckDBDataReader.NextResult"/> goes on to the next.
    /// Statements that are not reached so are not executed.
    /// </summary>
    /// <param name="behavior"><see cref="CommandBehavior.CloseConnection"/> is heeded.</param>
    /// <inheritdoc cref="ExecuteNonQuery" path="/exception" />
    public new DuckDBDataReader ExecuteReader(CommandBehavior behavior) =>
        new(Begin(UseStreamingMode), behavior.HasFlag(CommandBehavior.CloseConnection) ? connection : null);

    /// <summary>Does nothing: statements are planned when they are executed.</summary>
    public override void Prepare()
    {
    }

    /// <inheritdoc />
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => ExecuteReader(behavior);

    /// <inheritdoc />
    protected override DbParameter CreateDbParameter() => new DuckDBParameter();

    private StatementSequence Begin(bool streaming) =>
        connection is null
            ? throw new InvalidOperationException("The command has no connection.")
            : new StatementSequence(connection.NativeConnection, text, parameters, streaming);
}
