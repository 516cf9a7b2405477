using Apache.Arrow;
using Apache.Arrow.Types;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Engine.Values;
using Datalake.Embedded.Queries.Pruning;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>The rows of a query, as the engine makes them. Dispose it before the next query of its reader.</summary>
public sealed class LakeRows : IDisposable
{
    private readonly ArrowBatches batches;
    private readonly ValueReader[] readers;
    private readonly Action end;
    private RecordBatch? batch;
    private int row = -1;

    private LakeRows(ArrowBatches batches, IReadOnlyList<TableScan> scans, Action end)
    {
        this.batches = batches;
        this.end = end;
        Scans = scans;
        Columns =
        [
            .. batches.Schema.FieldsList.Select(
                field => new LakeColumn(field.Name, field.DataType) { IsNumber = ArrowValues.IsNumber(field), IsTime = ArrowValues.IsTime(field) }),
        ];
        readers = [.. batches.Schema.FieldsList.Select(ArrowValues.ReaderOf)];
        batch = batches.Next();
    }

    /// <summary>The columns of the result.</summary>
    public IReadOnlyList<LakeColumn> Columns { get; }

    /// <summary>What is read of the consumable tables, in the order of their names.</summary>
    public IReadOnlyList<TableScan> Scans { get; }

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="EngineException">The query failed on the way.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public bool Read()
    {
        if (batch is not null && ++row < batch.Length) return true;
        batch?.Dispose();
        batch = null;
        try
        {
            batch = batches.Next();
        }
        catch (EngineException failure) when (IncompatibleColumn.IsReason(failure))
        {
            throw IncompatibleColumn.Explain(failure);
        }

        row = 0;
        return batch is not null;
    }

    /// <summary>A value of the row.</summary>
    /// <param name="column">The column's position, from 0.</param>
    /// <returns>
    /// Null for NULL. Numbers have the .NET type that holds them (<see cref="System.Data.SqlTypes.SqlDecimal"/> above 28 digits), blobs are
    /// bytes, lists are lists, structs and maps dictionaries, UUIDs <see cref="Guid"/>; dates, times, intervals and all else are text.
    /// </returns>
    public object? GetValue(int column) => readers[column](batch!.Column(column), row);

    /// <summary>The schema of the batches.</summary>
    public Schema Schema => batches.Schema;

    /// <summary>Gives the rows as the engine makes them, many at a time, instead of <see cref="Read"/>.</summary>
    /// <returns>A batch, which the caller disposes; null at the end.</returns>
    /// <exception cref="EngineException">The query failed on the way.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public RecordBatch? TakeBatch()
    {
        var first = batch;
        batch = null;
        return first ?? batches.Next();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        batch?.Dispose();
        batches.Dispose();
        end();
    }

    /// <summary>Runs a query up to its first row, so that what fails at the start fails here.</summary>
    /// <param name="connection">The engine.</param>
    /// <param name="sql">The query.</param>
    /// <param name="scans">What it reads.</param>
    /// <param name="end">What is to be done when all rows are read; not called when this fails.</param>
    /// <param name="cancellationToken">A token to cancel the query.</param>
    internal static LakeRows Open(
        DuckDBConnection connection, string sql, IReadOnlyList<TableScan> scans, Action end, CancellationToken cancellationToken)
    {
        ArrowBatches? opened = null;
        try
        {
            opened = new ArrowBatches(connection, sql, cancellationToken);
            return new LakeRows(opened, scans, end);
        }
        catch (Exception failure)
        {
            opened?.Dispose();
            if (failure is EngineException refused && IncompatibleColumn.IsReason(refused)) throw IncompatibleColumn.Explain(refused);
            if (failure is not NotSupportedException) throw;
            throw new QueryRefusedException(
                $"A column of the result has a type that only the engine has: {failure.Message}. Cast it in the query: CAST(… AS varchar)."
            );
        }
    }
}

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its Arrow type.</param>
public sealed record LakeColumn(string Name, IArrowType Type)
{
    /// <summary>True when its values are numbers, however large.</summary>
    public bool IsNumber { get; init; }

    /// <summary>True when its values are dates or timestamps.</summary>
    public bool IsTime { get; init; }
}
