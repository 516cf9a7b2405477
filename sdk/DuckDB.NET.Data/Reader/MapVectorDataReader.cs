namespace DuckDB.NET.Data.Reader;

/// <summary>Reads MAP as <see cref="Dictionary{TKey, TValue}"/>. A MAP is a LIST of structs of key and value.</summary>
internal sealed unsafe class MapVectorDataReader : CollectionVectorDataReader
{
    private readonly VectorDataReaderBase keys;
    private readonly VectorDataReaderBase values;

    internal MapVectorDataReader(DuckDBLogicalType type, string columnName)
        : base(DuckDBType.Map, columnName)
    {
        using var keyType = NativeMethods.LogicalType.DuckDBMapTypeKeyType(type);
        using var valueType = NativeMethods.LogicalType.DuckDBMapTypeValueType(type);
        keys = VectorDataReaderFactory.Create(keyType, columnName);
        values = VectorDataReaderFactory.Create(valueType, columnName);
    }

    internal override void Reset(nint vector)
    {
        base.Reset(vector);
        var entries = NativeMethods.Vectors.DuckDBListVectorGetChild(vector);
        keys.Reset(NativeMethods.Vectors.DuckDBStructVectorGetChild(entries, 0));
        values.Reset(NativeMethods.Vectors.DuckDBStructVectorGetChild(entries, 1));
    }

    private protected override Type MakeType(ReadAs how) => NestedTypes.DictionaryOf(keys.TypeFor(KeyAs(how)), values.TypeFor(how));

    private protected override bool HoldsNull(ulong row)
    {
        var entry = Entry(row);
        return values.NeedNulls(entry.Offset, entry.Length);
    }

    private protected override object ReadCollection(ulong row, ReadAs how)
    {
        var entry = Entry(row);
        var map = NestedTypes.NewDictionary(TypeFor(how));
        var keyList = keys.ReadList(entry.Offset, entry.Length, KeyAs(how));
        var valueList = values.ReadList(entry.Offset, entry.Length, how);
        for (var i = 0; i < keyList.Count; i++) map.Add(keyList[i]!, valueList[i]);
        return map;
    }

    // A key is never NULL, but one that is a collection can hold it.
    private ReadAs KeyAs(ReadAs how) => keys is CollectionVectorDataReader ? how | ReadAs.WithNulls : how & ~ReadAs.WithNulls;

    private DuckDBListEntry Entry(ulong row) => ((DuckDBListEntry*)Data)[row];
}
