using System.Numerics;

namespace DuckDB.NET.Data.Reader;

internal sealed unsafe class HugeIntVectorDataReader(string columnName)
    : ValueVectorDataReader<BigInteger, DuckDBHugeInt>(DuckDBType.HugeInt, columnName)
{
    private protected override BigInteger ReadValue(ulong row) => ReadSpecific(row).ToBigInteger();

    private protected override DuckDBHugeInt ReadSpecific(ulong row) => ((DuckDBHugeInt*)Data)[row];

    private protected override TAsked Read<TAsked>(ulong row) =>
        NumberConversion.TryConvert(ReadValue(row), typeof(TAsked), ColumnName, out var converted) ? (TAsked)converted : base.Read<TAsked>(row);
}
