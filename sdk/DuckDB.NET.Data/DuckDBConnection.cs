using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data.Connection;

namespace DuckDB.NET.Data;

/// <summary>
/// A connection to a DuckDB database, in memory or in a file. One thread at a time may use it, except that
/// <see cref="DuckDBCommand.Cancel"/> may come from any; threads that work side by side take a connection each.
/// </summary>
/// <param name="connectionString">See <see cref="DuckDBConnectionStringBuilder"/>.</param>
public class DuckDBConnection(string connectionString) : DbConnection
{
    private string connectionString = connectionString;
    private OpenDatabase? database;
    private DuckDBNativeConnection? native;

    /// <summary>A connection that is still to be told its <see cref="ConnectionString"/>.</summary>
    public DuckDBConnection()
        : this("")
    {
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The connection is open.</exception>
    [AllowNull]
    public override string ConnectionString
    {
        get => connectionString;
        set => connectionString = State == ConnectionState.Closed
            ? value ?? ""
            : throw new InvalidOperationException("The connection string cannot change while the connection is open.");
    }

    /// <summary>The name of the database: its file's name without extension, or <c>memory</c>.</summary>
    public override string Database => InMemory(DataSource) ? "memory" : Path.GetFileNameWithoutExtension(DataSource);

    /// <summary>The path of the database file, or <c>:memory:</c>.</summary>
    public override string DataSource => Parse().DataSource;

    /// <summary>The version of libduckdb, for example <c>v1.5.6</c>.</summary>
    public override string ServerVersion => NativeMethods.Startup.DuckDBLibraryVersion();

    /// <inheritdoc />
    public override ConnectionState State => native is null ? ConnectionState.Closed : ConnectionState.Open;

    /// <summary>The engine's own connection.</summary>
    /// <exception cref="InvalidOperationException">The connection is not open.</exception>
    public DuckDBNativeConnection NativeConnection => native ?? throw new InvalidOperationException("The connection is not open.");

    /// <summary>Opens the database, creating its file if there is none (not with <c>ACCESS_MODE=READ_ONLY</c>).</summary>
    /// <exception cref="DuckDBException">The engine cannot open it: no such folder, locked by another process, not a database, an unknown
    /// setting.</exception>
    /// <exception cref="InvalidOperationException">It is open already, the connection string names no data source, or this process has the
    /// file open with other settings.</exception>
    /// <exception cref="DllNotFoundException">libduckdb is not there; the message says where it was looked for and what to do.</exception>
    public override void Open()
    {
        if (native is not null) throw new InvalidOperationException("The connection is open already.");

        var parsed = Parse();
        if (parsed.DataSource.Length == 0)
            throw new InvalidOperationException($"The connection string '{connectionString}' names no data source; begin it with DataSource=:memory: or DataSource=<path>.");

        Attach(OpenDatabase.Use(parsed.DataSource, parsed.Settings()));
    }

    /// <summary>Another open connection to the same database, also to one in memory.</summary>
    /// <exception cref="InvalidOperationException">This connection is not open.</exception>
    public DuckDBConnection Duplicate()
    {
        if (database is null) throw new InvalidOperationException("The connection is not open.");

        var duplicate = new DuckDBConnection(connectionString);
        duplicate.Attach(database.Join());
        return duplicate;
    }

    /// <summary>Closes the connection. What is in memory is gone with the last connection to it. Dispose readers first.</summary>
    public override void Close()
    {
        if (native is null) return;

        native.Dispose();
        native = null;
        database?.Release();
        database = null;
        OnStateChange(new StateChangeEventArgs(ConnectionState.Open, ConnectionState.Closed));
    }

    /// <summary>A command on this connection, still without text.</summary>
    public new virtual DuckDBCommand CreateCommand() => new("", this);

    /// <summary>Begins a transaction, which sees the database as it is now (snapshot).</summary>
    /// <exception cref="InvalidOperationException">The connection is not open.</exception>
    /// <exception cref="DuckDBException">There is one on this connection already.</exception>
    public new DuckDBTransaction BeginTransaction() => new(this, IsolationLevel.Snapshot);

    /// <summary>Not supported: open a connection to the other database, or use <c>ATTACH</c> and <c>USE</c>.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void ChangeDatabase(string databaseName) =>
        throw new NotSupportedException("Open a connection to the other database, or use the SQL statements ATTACH and USE.");

    /// <inheritdoc />
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc />
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new DuckDBTransaction(this, isolationLevel);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }

    private static bool InMemory(string dataSource) =>
        dataSource.Equals(DuckDBConnectionStringBuilder.InMemoryDataSource, StringComparison.OrdinalIgnoreCase);

    private DuckDBConnectionStringBuilder Parse() => new() { ConnectionString = connectionString };

    private void Attach(OpenDatabase opened)
    {
        try
        {
            native = opened.Connect();
            database = opened;
        }
        catch
        {
            opened.Release();
            throw;
        }

        OnStateChange(new StateChangeEventArgs(ConnectionState.Closed, ConnectionState.Open));
    }
}
