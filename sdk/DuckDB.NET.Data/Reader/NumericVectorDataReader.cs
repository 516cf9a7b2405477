using System.Numerics;

namespace DuckDB.NET.Data.Reader;

/// <summary>Reads the numbers that lie in a vector as .NET has them: integers to 64 bits, FLOAT and DOUBLE.</summary>
internal sealed unsafe class NumericVectorDataReader<T>(DuckDBType type, string columnName)
    : ValueVectorDataReader<T>(type, columnName)
    where T : unmanaged, INumber<T>
{
    private protected override T ReadValue(ulong row) => ((T*)Data)[row];

    private protected override TAsked Read<TAsked>(ulong row) =>
        typeof(TAsked) != typeof(T) && NumberConversion.TryConvert(ReadValue(row), typeof(TAsked), ColumnName, out var converted)
            ? (TAsked)converted
            : base.Read<TAsked>(row);
}
