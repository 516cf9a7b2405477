using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>The rows of a query, as the engine makes them. Dispose it before the next query of its reader.</summary>
public sealed class LakeRows : IDisposable
{
    private readonly DuckDBCommand command;
    private readonly DuckDBDataReader reader;
    private readonly CancellationTokenRegistration registration;
    private readonly Func<bool> hasLost;
    private bool first = true;
    private readonly bool any;

    private LakeRows(DuckDBCommand command, DuckDBDataReader reader, CancellationTokenRegistration registration, Func<bool> hasLost, bool any)
    {
        this.command = command;
        this.reader = reader;
        this.registration = registration;
        this.hasLost = hasLost;
        this.any = any;
        Columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => new LakeColumn(reader.GetName(i), reader.GetFieldType(i)))];
    }

    /// <summary>The columns of the result.</summary>
    public IReadOnlyList<LakeColumn> Columns { get; }

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="DuckDBException">The query failed on the way.</exception>
    /// <exception cref="TableReplacedException">Hours of a table were made again while rows were read, so those are not whole.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Read()
    {
        if (first)
        {
            first = false;
            return any;
        }

        try
        {
            if (reader.Read()) return true;
        }
        catch (DuckDBException failure) when (failure.Message.StartsWith("IO Error", StringComparison.Ordinal) && hasLost())
        {
            throw new TableReplacedException(failure);
        }

        return hasLost() ? throw new TableReplacedException() : false;
    }

    /// <summary>A value of the row.</summary>
    /// <param name="column">The column's position, from 0.</param>
    /// <returns>Null for NULL; else as <see cref="DuckDBDataReader"/> reads the type.</returns>
    public object? GetValue(int column) => reader.GetValue(column) is var value && value is DBNull ? null : value;

    /// <inheritdoc/>
    public void Dispose()
    {
        registration.Dispose();
        reader.Dispose();
        command.Dispose();
    }

    /// <summary>Runs a query up to its first row, so that what fails at the start fails here.</summary>
    internal static LakeRows Open(DuckDBConnection connection, string sql, Func<bool> hasLost, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var query = connection.CreateCommand();
        query.CommandText = sql;
        query.UseStreamingMode = true;
        var cancelling = cancellation.Register(query.Cancel);
        DuckDBDataReader? rows = null;
        try
        {
            rows = query.ExecuteReader();
            return new LakeRows(query, rows, cancelling, hasLost, rows.Read());
        }
        catch (NotSupportedException failure)
        {
            // A column of a type that only the engine knows.
            End();
            throw new QueryRefusedException(failure.Message);
        }
        catch
        {
            End();
            throw;
        }

        void End()
        {
            cancelling.Dispose();
            rows?.Dispose();
            query.Dispose();
        }
    }
}

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The .NET type of its values.</param>
public sealed record LakeColumn(string Name, Type Type);
