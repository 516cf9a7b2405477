using System.Collections;

namespace DuckDB.NET.Data.Reader;

/// <summary>
/// Reads a type that is a generic collection in .NET. The collection has room for NULL, all the way down, when there is a NULL in it or
/// when a type with room for it is asked for.
/// </summary>
internal abstract class CollectionVectorDataReader(DuckDBType type, string columnName) : VectorDataReaderBase(type, columnName)
{
    private readonly Type?[] types = new Type?[4];

    internal override Type TypeFor(ReadAs how) => types[(int)how] ??= MakeType(how);

    internal override Type ListTypeFor(ReadAs how) => NestedTypes.ListOf(TypeFor(how));

    internal override bool NeedNulls(ulong start, ulong count)
    {
        for (var row = start; row < start + count; row++)
        {
            if (IsValid(row) && HoldsNull(row)) return true;
        }

        return false;
    }

    internal override object Read(ulong row, ReadAs how) => ReadCollection(row, HoldsNull(row) ? how | ReadAs.WithNulls : how);

    internal override IList ReadList(ulong start, ulong count, ReadAs how)
    {
        var list = NestedTypes.NewList(ListTypeFor(how));
        for (var row = start; row < start + count; row++) list.Add(IsValid(row) ? ReadCollection(row, how) : null);
        return list;
    }

    private protected override T Read<T>(ulong row)
    {
        var how = Array.Find([ReadAs.Usual, ReadAs.WithNulls, ReadAs.Specific, ReadAs.Specific | ReadAs.WithNulls], h => typeof(T) == TypeFor(h));
        return Read(row, how) is T collection ? collection : throw NotA(typeof(T));
    }

    private protected abstract Type MakeType(ReadAs how);

    private protected abstract bool HoldsNull(ulong row);

    private protected abstract object ReadCollection(ulong row, ReadAs how);
}
