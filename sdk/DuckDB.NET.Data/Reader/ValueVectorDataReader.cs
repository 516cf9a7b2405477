using System.Collections;

namespace DuckDB.NET.Data.Reader;

/// <summary>Reads a type that is a struct in .NET, and for which another struct holds what the usual one cannot.</summary>
internal abstract class ValueVectorDataReader<T, TSpecific>(DuckDBType type, string columnName) : VectorDataReaderBase(type, columnName)
    where T : struct
    where TSpecific : struct
{
    internal override Type TypeFor(ReadAs how) => how switch
    {
        ReadAs.Usual => typeof(T),
        ReadAs.Specific => typeof(TSpecific),
        ReadAs.WithNulls => typeof(T?),
        _ => typeof(TSpecific?),
    };

    internal override Type ListTypeFor(ReadAs how) => how switch
    {
        ReadAs.Usual => typeof(List<T>),
        ReadAs.Specific => typeof(List<TSpecific>),
        ReadAs.WithNulls => typeof(List<T?>),
        _ => typeof(List<TSpecific?>),
    };

    internal override bool NeedNulls(ulong start, ulong count)
    {
        for (var row = start; row < start + count; row++)
        {
            if (!IsValid(row)) return true;
        }

        return false;
    }

    internal override object Read(ulong row, ReadAs how) => how.HasFlag(ReadAs.Specific) ? ReadSpecific(row) : ReadValue(row);

    internal override IList ReadList(ulong start, ulong count, ReadAs how) =>
        how.HasFlag(ReadAs.Specific) ? ReadList(start, count, how, ReadSpecific) : ReadList(start, count, how, ReadValue);

    private protected abstract T ReadValue(ulong row);

    private protected abstract TSpecific ReadSpecific(ulong row);

    private protected override TAsked Read<TAsked>(ulong row)
    {
        if (typeof(TAsked) == typeof(T)) return (TAsked)(object)ReadValue(row);
        if (typeof(TAsked) == typeof(TSpecific) || typeof(TAsked) == typeof(TSpecific?)) return (TAsked)(object)ReadSpecific(row);
        return base.Read<TAsked>(row);
    }

    private IList ReadList<TElement>(ulong start, ulong count, ReadAs how, Func<ulong, TElement> read)
        where TElement : struct
    {
        if (how.HasFlag(ReadAs.WithNulls))
        {
            var withNulls = new List<TElement?>((int)count);
            for (var row = start; row < start + count; row++) withNulls.Add(IsValid(row) ? read(row) : null);
            return withNulls;
        }

        var list = new List<TElement>((int)count);
        for (var row = start; row < start + count; row++) list.Add(read(row));
        return list;
    }
}

/// <summary>Reads a type that is a struct in .NET and holds all values that the engine's type has.</summary>
internal abstract class ValueVectorDataReader<T>(DuckDBType type, string columnName) : ValueVectorDataReader<T, T>(type, columnName)
    where T : struct
{
    private protected sealed override T ReadSpecific(ulong row) => ReadValue(row);
}
