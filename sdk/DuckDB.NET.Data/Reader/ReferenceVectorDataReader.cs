using System.Collections;

namespace DuckDB.NET.Data.Reader;

/// <summary>Reads a type that is a class in .NET, in which NULL fits anyway.</summary>
internal abstract class ReferenceVectorDataReader<T>(DuckDBType type, string columnName) : VectorDataReaderBase(type, columnName)
    where T : class
{
    internal override Type TypeFor(ReadAs how) => typeof(T);

    internal override Type ListTypeFor(ReadAs how) => typeof(List<T?>);

    internal override bool NeedNulls(ulong start, ulong count) => false;

    internal override object Read(ulong row, ReadAs how) => ReadValue(row, how & ReadAs.Specific);

    internal override IList ReadList(ulong start, ulong count, ReadAs how)
    {
        var list = new List<T?>((int)count);
        for (var row = start; row < start + count; row++) list.Add(IsValid(row) ? ReadValue(row, how & ReadAs.Specific) : null);
        return list;
    }

    private protected abstract T ReadValue(ulong row, ReadAs how);
}
