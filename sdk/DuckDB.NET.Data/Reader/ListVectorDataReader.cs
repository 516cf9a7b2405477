namespace DuckDB.NET.Data.Reader;

/// <summary>Reads LIST and ARRAY as <see cref="List{T}"/> of what its elements are read as.</summary>
internal sealed unsafe class ListVectorDataReader : CollectionVectorDataReader
{
    private readonly VectorDataReaderBase elements;

    // How many elements each ARRAY has; not used for LIST.
    private readonly ulong arraySize;

    internal ListVectorDataReader(DuckDBType kind, DuckDBLogicalType type, string columnName)
        : base(kind, columnName)
    {
        using var elementType = kind == DuckDBType.List
            ? NativeMethods.LogicalType.DuckDBListTypeChildType(type)
            : NativeMethods.LogicalType.DuckDBArrayTypeChildType(type);
        arraySize = kind == DuckDBType.List ? 0 : (ulong)NativeMethods.LogicalType.DuckDBArrayVectorGetSize(type);
        elements = VectorDataReaderFactory.Create(elementType, columnName);
    }

    internal override void Reset(nint vector)
    {
        base.Reset(vector);
        elements.Reset(DuckDBType == DuckDBType.List
            ? NativeMethods.Vectors.DuckDBListVectorGetChild(vector)
            : NativeMethods.Vectors.DuckDBArrayVectorGetChild(vector));
    }

    private protected override Type MakeType(ReadAs how) => elements.ListTypeFor(how);

    private protected override bool HoldsNull(ulong row)
    {
        var entry = Entry(row);
        return elements.NeedNulls(entry.Offset, entry.Length);
    }

    private protected override object ReadCollection(ulong row, ReadAs how)
    {
        var entry = Entry(row);
        return elements.ReadList(entry.Offset, entry.Length, how);
    }

    private DuckDBListEntry Entry(ulong row) =>
        DuckDBType == DuckDBType.List ? ((DuckDBListEntry*)Data)[row] : new(row * arraySize, arraySize);
}
