using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datalake.Embedded.Engine.Native;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Datalake.Embedded.Engine;

/// <summary>
/// Deals the rows of one query out to several statements, each of which takes some number of them from the table function
/// <see cref="Function"/>. A file that holds the rows of many days is so read once, where a query for each day would read its row groups
/// again for each day. Rows are handed on, not copied.
/// </summary>
internal sealed unsafe class RowSplitter : IDisposable
{
    /// <summary>The table function, for FROM.</summary>
    public const string Function = "split_rows()";

    private readonly StreamedRows rows;
    private readonly ulong turn;
    private readonly CancellationToken cancellationToken;
    private readonly GCHandle self;
    private DuckDBDataChunk? chunk;
    private ulong size;
    private ulong used;
    private ulong wanted;
    private ulong handedOn;
    private Exception? failure;

    /// <param name="reader">The connection that runs the query.</param>
    /// <param name="query">The query.</param>
    /// <param name="writer">The connection whose statements take the rows; another one than <paramref name="reader"/>.</param>
    /// <param name="turn">After how many rows the writer writes, and has done with what it held for them.</param>
    /// <param name="cancellationToken">Looked at every some thousand rows.</param>
    /// <exception cref="EngineException">The engine refused the query.</exception>
    public RowSplitter(DuckDBConnection reader, string query, DuckDBConnection writer, long turn, CancellationToken cancellationToken)
    {
        this.turn = (ulong)turn;
        this.cancellationToken = cancellationToken;
        rows = new StreamedRows(reader, query, cancellationToken);
        self = GCHandle.Alloc(this);
        var function = EngineFunctions.CreateTableFunction();
        EngineFunctions.SetName(function, Function.TrimEnd('(', ')'));
        EngineFunctions.SetExtraInfo(function, GCHandle.ToIntPtr(self), null);
        EngineFunctions.SetBind(function, &Bind);
        EngineFunctions.SetInit(function, &Begin);
        EngineFunctions.SetFunction(function, &Fill);
        var state = EngineFunctions.RegisterTableFunction(writer.NativeConnection, function);
        EngineFunctions.DestroyTableFunction(ref function);
        if (state == DuckDBState.Success) return;
        Dispose();
        throw new EngineException(
            $"The engine refused the table function {Function}. It may be of another version than this program was made for.");
    }

    /// <summary>Runs a statement that finds the next rows in <see cref="Function"/>.</summary>
    /// <param name="connection">The connection that takes the rows.</param>
    /// <param name="count">How many rows it finds; fewer where there are no more.</param>
    /// <param name="statement">The statement.</param>
    /// <returns>How many rows it wrote.</returns>
    /// <exception cref="EngineException">The query failed on the way.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public long Run(DuckDBConnection connection, long count, string statement)
    {
        wanted = (ulong)count;
        try
        {
            return DuckDbEngine.Run(connection, statement);
        }
        catch (EngineException) when (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

    /// <summary>True when every row was handed on.</summary>
    /// <exception cref="EngineException">The query failed on the way.</exception>
    public bool IsEmpty() => !Advance();

    /// <inheritdoc/>
    public void Dispose()
    {
        chunk?.Dispose();
        rows.Dispose();
        self.Free();
    }

    /// <summary>Sees to it that there are rows at hand.</summary>
    private bool Advance()
    {
        if (chunk is not null && used < size) return true;
        chunk?.Dispose();
        cancellationToken.ThrowIfCancellationRequested();

        if (handedOn >= turn)
        {
            // Reading and writing take turns, each with memory of other sizes: kept for the next turn, both would be held all the time.
            EngineMemory.ReleaseUnusedMemory();
            handedOn = 0;
        }

        chunk = rows.Next();
        used = 0;
        size = chunk is null ? 0 : NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        return chunk is not null;
    }

    private void SplitInto(nint output)
    {
        var count = wanted > 0 && Advance() ? Math.Min(wanted, size - used) : 0;
        if (count > 0) Share(chunk!, output, count);
        EngineFunctions.SetSize(output, count);
        used += count;
        handedOn += count;
        wanted -= count;
    }

    private void Share(DuckDBDataChunk source, nint output, ulong count)
    {
        var selection = used == 0 ? 0 : Select(used, count);
        for (var column = 0L; column < rows.Columns; column++)
        {
            var target = EngineFunctions.VectorOf(output, (ulong)column);
            EngineFunctions.ReferenceVector(target, NativeMethods.DataChunks.DuckDBDataChunkGetVector(source, column));
            if (selection != 0) EngineFunctions.SliceVector(target, selection, count);
        }

        if (selection != 0) EngineFunctions.DestroySelection(selection);
    }

    private static nint Select(ulong first, ulong count)
    {
        var selection = EngineFunctions.CreateSelection(count);
        var places = new Span<uint>(EngineFunctions.SelectionData(selection), (int)count);
        for (var i = 0; i < places.Length; i++) places[i] = (uint)first + (uint)i;
        return selection;
    }

    private static RowSplitter Of(nint handle) => (RowSplitter)GCHandle.FromIntPtr(handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint bind)
    {
        var splitter = Of(EngineFunctions.BindExtraInfo(bind));
        for (var column = 0L; column < splitter.rows.Columns; column++)
        {
            using var type = splitter.rows.TypeOf(column);
            EngineFunctions.AddResultColumn(bind, splitter.rows.NameOf(column), type);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Begin(nint init)
    {
        // The engine asks for one; there is nothing to begin, since the rows go on where the last statement left them.
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(nint function, nint output)
    {
        var splitter = Of(EngineFunctions.FunctionExtraInfo(function));
#pragma warning disable CA1031 // No exception may pass through the engine's frames; it is thrown again on this side of them.
        try
        {
            splitter.SplitInto(output);
        }
        catch (Exception thrown)
        {
            splitter.failure = thrown;
            EngineFunctions.SetError(function, thrown.Message);
        }
#pragma warning restore CA1031
    }
}
