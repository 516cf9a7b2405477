using System.Collections;
using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data.Reader;
using DuckDB.NET.Data.Statements;

namespace DuckDB.NET.Data;

/// <summary>
/// Reads rows forwards. What the engine's types are read as:
/// <list type="bullet">
/// <item>numbers as the .NET type of their size, HUGEINT, UHUGEINT and BIGNUM as <see cref="System.Numerics.BigInteger"/>, DECIMAL as
/// decimal;
/// whole numbers may be asked for as any type of number that holds them;</item>
/// <item>VARCHAR, ENUM and BIT as string, UUID as <see cref="Guid"/>, BLOB as <see cref="Stream"/> (or byte[] when asked for);</item>
/// <item>DATE as <see cref="DateOnly"/>, TIME as <see cref="TimeOnly"/>, all TIMESTAMPs as <see cref="DateTime"/> (those with time zone in
/// UTC; or as
/// <see cref="DateTimeOffset"/>), TIME WITH TIME ZONE as <see cref="DateTimeOffset"/>, INTERVAL as <see cref="TimeSpan"/>;</item>
/// <item>LIST and ARRAY as <see cref="List{T}"/>, STRUCT as <c>Dictionary&lt;string, object?&gt;</c>, MAP as <see cref="Dictionary{TKey,
/// TValue}"/>, UNION as the value that is set.</item>
/// </list>
/// A value that its .NET type does not hold (a date in the year 20000, infinity, 24:00:00, an interval with months, a decimal of 38 digits)
/// is an
/// <see cref="InvalidCastException"/>; the types that <see cref="GetProviderSpecificValue"/> answers with hold them, decimals apart.
/// </summary>
public class DuckDBDataReader : DbDataReader
{
    private readonly StatementSequence statements;
    private readonly DuckDBConnection? connectionToClose;

    private Answer? answer;
    private DuckDBDataChunk? chunk;
    private VectorDataReaderBase[] columns = [];
    private long chunkRows;
    private long row = -1;
    private bool hasRows;
    private bool closed;

    internal DuckDBDataReader(StatementSequence statements, DuckDBConnection? connectionToClose)
    {
        this.statements = statements;
        this.connectionToClose = connectionToClose;
        try
        {
            GoToNextResult();
        }
        catch
        {
            Leave();
            statements.Dispose();
            throw;
        }
    }

    /// <summary>0: rows are not in one another.</summary>
    public override int Depth => 0;

    /// <summary>How many columns the result has; 0 when no statement has rows.</summary>
    public override int FieldCount => columns.Length;

    /// <inheritdoc />
    public override bool HasRows => hasRows;

    /// <inheritdoc />
    public override bool IsClosed => closed;

    /// <summary>-1: rows that change are counted by <see cref="DuckDBCommand.ExecuteNonQuery"/>.</summary>
    public override int RecordsAffected => -1;

    /// <inheritdoc />
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc />
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <summary>Goes on to the next row.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="DuckDBException">The query, which is streaming, failed on the way.</exception>
    /// <exception cref="OperationCanceledException">The query, which is streaming, was cancelled.</exception>
    public override bool Read()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        while (++row >= chunkRows)
        {
            if (!FetchChunk()) return false;
        }

        return true;
    }

    /// <summary>Executes the statements that follow, up to and including the next one that has rows.</summary>
    /// <returns>False when there is none.</returns>
    /// <inheritdoc cref="DuckDBCommand.ExecuteNonQuery" path="/exception" />
    public override bool NextResult()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        return GoToNextResult();
    }

    /// <inheritdoc />
    public override string GetName(int ordinal) => columns[ordinal].ColumnName;

    /// <summary>The position of the column of that name; of several, the first one.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    [SuppressMessage("Usage", "MA0012", Justification = "ADO.NET says it is this exception.")]
    [SuppressMessage("Usage", "CA2201", Justification = "ADO.NET says it is this exception.")]
    public override int GetOrdinal(string name)
    {
        var ordinal = Array.FindIndex(columns, c => c.ColumnName.Equals(name, StringComparison.Ordinal));
        if (ordinal < 0) ordinal = Array.FindIndex(columns, c => c.ColumnName.Equals(name, StringComparison.OrdinalIgnoreCase));
        return ordinal >= 0
            ? ordinal
            : throw new IndexOutOfRangeException($"There is no column '{name}'. There are {string.Join(", ", columns.Select(c => $"'{c.ColumnName}'"))}.");
    }

    /// <summary>The engine's type, as <see cref="DuckDBType"/> names it.</summary>
    public override string GetDataTypeName(int ordinal) => columns[ordinal].DuckDBType.ToString();

    /// <inheritdoc />
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetFieldType(int ordinal) => columns[ordinal].ClrType;

    /// <summary>The type that holds all values the engine's type has.</summary>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetProviderSpecificFieldType(int ordinal) => columns[ordinal].ProviderSpecificClrType;

    /// <inheritdoc />
    public override bool IsDBNull(int ordinal) => !columns[ordinal].IsValid(Row);

    /// <summary>The value, <see cref="DBNull"/> for NULL.</summary>
    /// <exception cref="InvalidCastException">The .NET type does not hold it.</exception>
    /// <exception cref="InvalidOperationException">The reader is on no row.</exception>
    public override object GetValue(int ordinal) => IsDBNull(ordinal) ? DBNull.Value : columns[ordinal].Read(Row, ReadAs.Usual);

    /// <summary>The value in the type that holds all values the engine has, <see cref="DBNull"/> for NULL.</summary>
    /// <exception cref="InvalidOperationException">The reader is on no row.</exception>
    public override object GetProviderSpecificValue(int ordinal) =>
        IsDBNull(ordinal) ? DBNull.Value : columns[ordinal].Read(Row, ReadAs.Specific);

    /// <summary>The value as a <typeparamref name="T"/>; null for NULL when that can be null.</summary>
    /// <exception cref="InvalidCastException">It is NULL, or not to be had as that type.</exception>
    /// <exception cref="InvalidOperationException">The reader is on no row.</exception>
    public override T GetFieldValue<T>(int ordinal) => columns[ordinal].Get<T>(Row);

    /// <inheritdoc />
    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++) values[i] = GetValue(i);
        return count;
    }

    /// <inheritdoc />
    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    /// <inheritdoc />
    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    /// <summary>Copies bytes of a BLOB; with no buffer, answers how many it has.</summary>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        var bytes = GetFieldValue<byte[]>(ordinal);
        return buffer is null ? bytes.Length : CopyPart(bytes, dataOffset, buffer, bufferOffset, length);
    }

    /// <summary>The character of a VARCHAR that has only one.</summary>
    /// <exception cref="InvalidCastException">It has more, or none.</exception>
    public override char GetChar(int ordinal) =>
        GetString(ordinal) is [var character]
            ? character
            : throw new InvalidCastException($"The value in column '{GetName(ordinal)}' is not one character.");

    /// <summary>Copies characters of a VARCHAR; with no buffer, answers how many it has.</summary>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        var text = GetString(ordinal);
        return buffer is null ? text.Length : CopyPart(text.ToCharArray(), dataOffset, buffer, bufferOffset, length);
    }

    /// <inheritdoc />
    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    /// <inheritdoc />
    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    /// <inheritdoc />
    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    /// <inheritdoc />
    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    /// <inheritdoc />
    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    /// <inheritdoc />
    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    /// <inheritdoc />
    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    /// <inheritdoc />
    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    /// <inheritdoc />
    /// <exception cref="InvalidCastException">It is NULL, or not a string.</exception>
    public override string GetString(int ordinal) =>
        GetFieldValue<string?>(ordinal)
            ?? throw new InvalidCastException($"The value in column '{GetName(ordinal)}' is NULL. Ask IsDBNull first.");

    /// <summary>The bytes of a BLOB.</summary>
    public override Stream GetStream(int ordinal) => GetFieldValue<Stream>(ordinal);

    /// <inheritdoc />
    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    /// <inheritdoc />
    public override void Close()
    {
        if (closed) return;
        closed = true;
        Leave();
        statements.Dispose();
        connectionToClose?.Close();
    }

    private ulong Row =>
        row >= 0 && row < chunkRows
            ? (ulong)row
            : throw new InvalidOperationException("The reader is on no row: call Read, and go on only while it answers true.");

    private bool GoToNextResult()
    {
        Leave();
        while (statements.ExecuteNext() is { } next)
        {
            if (next.HasRows)
            {
                Enter(next);
                return true;
            }

            next.Dispose();
        }

        return false;
    }

    private void Enter(Answer next)
    {
        answer = next;
        var readers = new VectorDataReaderBase[next.ColumnCount];
        for (var i = 0; i < readers.Length; i++)
        {
            using var type = next.ColumnType(i);
            readers[i] = VectorDataReaderFactory.Create(type, next.ColumnName(i));
        }

        columns = readers;
        hasRows = FetchChunk();
    }

    private void Leave()
    {
        DropChunk();
        columns = [];
        hasRows = false;
        answer?.Dispose();
        answer = null;
    }

    // After the end the engine is not asked again: a materialized result would begin anew, a streaming one fail.
    private bool FetchChunk()
    {
        DropChunk();
        if (answer?.Fetch() is not { } next)
        {
            answer?.Dispose();
            answer = null;
            return false;
        }

        chunk = next;
        chunkRows = (long)NativeMethods.DataChunks.DuckDBDataChunkGetSize(next);
        for (var i = 0; i < columns.Length; i++) columns[i].Reset(NativeMethods.DataChunks.DuckDBDataChunkGetVector(next, i));
        return chunkRows > 0 || FetchChunk();
    }

    private void DropChunk()
    {
        chunk?.Dispose();
        chunk = null;
        chunkRows = 0;
        row = -1;
    }

    private static long CopyPart<T>(T[] source, long offset, T[] buffer, int bufferOffset, int length)
    {
        var count = Math.Max(0, Math.Min(length, source.Length - offset));
        Array.Copy(source, offset, buffer, bufferOffset, count);
        return count;
    }
}
