using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.C;
using Datalake.Embedded.Engine.Native;
using Datalake.Embedded.Engine.Values;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Datalake.Embedded.Engine;

/// <summary>The rows of a query as Arrow record batches, some thousand rows each.</summary>
internal sealed unsafe class ArrowBatches : IDisposable
{
    /// <summary>The setting with which each of the engine's types has an Arrow type, or an extension type, of its own.</summary>
    public const string Lossless = "SET arrow_lossless_conversion = true";

    private readonly StreamedRows rows;
    private readonly IntervalGuard intervals;
    private nint options;

    /// <param name="connection">The connection that runs the query. It runs nothing else before this is disposed.</param>
    /// <param name="query">One statement.</param>
    /// <param name="cancellationToken">A token to cancel the query, also while its rows are read.</param>
    /// <exception cref="EngineException">The engine refused the query.</exception>
    /// <exception cref="NotSupportedException">A column has a type that Arrow does not have.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public ArrowBatches(DuckDBConnection connection, string query, CancellationToken cancellationToken)
    {
        rows = new StreamedRows(connection, query, cancellationToken);
        try
        {
            options = rows.ArrowOptions();
            (Schema, intervals) = ReadSchema();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The columns.</summary>
    public Schema Schema { get; }

    /// <summary>The next rows; null when there are no more. The caller disposes of them.</summary>
    /// <exception cref="EngineException">The query failed on the way.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public RecordBatch? Next()
    {
        using var chunk = rows.Next();
        if (chunk is null) return null;
        intervals.Check(chunk);
        CArrowArray array = default;
        ArrowFunctions.ThrowIfFailed(ArrowFunctions.ToArray(options, chunk, &array));
        return CArrowArrayImporter.ImportRecordBatch(&array, Schema);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (options != 0) ArrowFunctions.DestroyOptions(ref options);
        rows.Dispose();
    }

    private (Schema Schema, IntervalGuard Intervals) ReadSchema()
    {
        var types = new DuckDBLogicalType[rows.Columns];
        var handles = new nint[types.Length];
        var names = new nint[types.Length];
        try
        {
            for (var i = 0; i < types.Length; i++)
            {
                types[i] = rows.TypeOf(i);
                handles[i] = types[i].DangerousGetHandle();
                names[i] = Marshal.StringToCoTaskMemUTF8(rows.NameOf(i));
            }

            CArrowSchema schema = default;
            fixed (nint* type = handles)
            fixed (nint* name = names)
            {
                ArrowFunctions.ThrowIfFailed(ArrowFunctions.ToSchema(options, type, name, (ulong)types.Length, &schema));
            }

            return (CArrowSchemaImporter.ImportSchema(&schema), new IntervalGuard(types));
        }
        catch (EngineException failure)
        {
            throw new NotSupportedException(failure.Message, failure);
        }
        finally
        {
            foreach (var name in names) Marshal.FreeCoTaskMem(name);
            foreach (var type in types) type?.Dispose();
        }
    }
}
