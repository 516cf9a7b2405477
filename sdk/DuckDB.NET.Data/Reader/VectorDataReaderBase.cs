using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DuckDB.NET.Data.Reader;

/// <summary>Reads the values of one column, or of one part of a nested column, chunk after chunk.</summary>
internal abstract unsafe class VectorDataReaderBase(DuckDBType type, string columnName)
{
    private const DynamicallyAccessedMemberTypes Bindable = DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties;
    private const string NotBound = "The annotation is ADO.NET's, for binding to properties; nothing here is bound so.";

    private ulong* validity;

    internal DuckDBType DuckDBType { get; } = type;

    internal string ColumnName { get; } = columnName;

    /// <summary>The usual type.</summary>
    [DynamicallyAccessedMembers(Bindable)]
    internal Type ClrType
    {
        [UnconditionalSuppressMessage("Trimming", "IL2073", Justification = NotBound)]
        get => TypeFor(ReadAs.Usual);
    }

    /// <summary>The type that holds all values the engine has.</summary>
    [DynamicallyAccessedMembers(Bindable)]
    internal Type ProviderSpecificClrType
    {
        [UnconditionalSuppressMessage("Trimming", "IL2073", Justification = NotBound)]
        get => TypeFor(ReadAs.Specific);
    }

    private protected void* Data { get; private set; }

    /// <summary>The type of an element when a list is read so.</summary>
    internal abstract Type TypeFor(ReadAs how);

    /// <summary>The type of the list that <see cref="ReadList"/> answers with.</summary>
    internal abstract Type ListTypeFor(ReadAs how);

    /// <summary>Goes on to the vector of another chunk. It must live as long as it is read.</summary>
    internal virtual void Reset(nint vector)
    {
        Data = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
    }

    internal virtual bool IsValid(ulong row) => validity is null || (validity[row / 64] & (1UL << (int)(row % 64))) != 0;

    /// <summary>Whether these rows, as elements of a list, have to be read with <see cref="ReadAs.WithNulls"/>.</summary>
    internal abstract bool NeedNulls(ulong start, ulong count);

    /// <summary>The value in a row, which is not NULL.</summary>
    /// <exception cref="InvalidCastException">The .NET type does not hold it, as <see cref="DateOnly"/> does not hold infinity.</exception>
    internal abstract object Read(ulong row, ReadAs how);

    /// <summary>The values in some rows as a list.</summary>
    internal abstract IList ReadList(ulong start, ulong count, ReadAs how);

    /// <exception cref="InvalidCastException">The value is NULL, or not to be had as a <typeparamref name="T"/>.</exception>
    internal T Get<T>(ulong row)
    {
        if (IsValid(row)) return Read<T>(row);
        return default(T) is null
            ? default!
            : throw new InvalidCastException($"The value in column '{ColumnName}' is NULL, which is no {typeof(T)}. Ask IsDBNull first.");
    }

    private protected virtual T Read<T>(ulong row) => Read(row, ReadAs.Usual) is T value ? value : throw NotA(typeof(T));

    private protected InvalidCastException NotA(Type asked) =>
        new($"The value in column '{ColumnName}' ({DuckDBType}) is read as {ClrType} and is not to be had as {asked}. Cast it in SQL.");
}
