using System.Numerics;

namespace DuckDB.NET.Data.Reader;

internal sealed unsafe class UHugeIntVectorDataReader(string columnName)
    : ValueVectorDataReader<BigInteger, DuckDBUHugeInt>(DuckDBType.UnsignedHugeInt, columnName)
{
    private protected override BigInteger ReadValue(ulong row) => ReadSpecific(row).ToBigInteger();

    private protected override DuckDBUHugeInt ReadSpecific(ulong row) => ((DuckDBUHugeInt*)Data)[row];

    private protected override TAsked Read<TAsked>(ulong row) =>
        NumberConversion.TryConvert(ReadValue(row), typeof(TAsked), ColumnName, out var converted) ? (TAsked)converted : base.Read<TAsked>(row);
}
