using System.Numerics;

namespace DuckDB.NET.Data.Reader;

/// <summary>Reads DECIMAL, whose digits lie in the smallest integer that holds the type's width.</summary>
internal sealed unsafe class DecimalVectorDataReader(DuckDBLogicalType type, string columnName)
    : ValueVectorDataReader<decimal>(DuckDBType.Decimal, columnName)
{
    private const int MaxScale = 28;
    private static readonly BigInteger MaxDigits = (BigInteger.One << 96) - 1;

    private readonly int scale = NativeMethods.LogicalType.DuckDBDecimalScale(type);
    private readonly DuckDBType storage = NativeMethods.LogicalType.DuckDBDecimalInternalType(type);

    private protected override decimal ReadValue(ulong row) => storage switch
    {
        DuckDBType.SmallInt => FromLong(((short*)Data)[row]),
        DuckDBType.Integer => FromLong(((int*)Data)[row]),
        DuckDBType.BigInt => FromLong(((long*)Data)[row]),
        DuckDBType.HugeInt => FromBig(((DuckDBHugeInt*)Data)[row].ToBigInteger()),
        _ => throw new NotSupportedException($"The DECIMAL in column '{ColumnName}' is stored as {storage}, which this reader does not know."),
    };

    private protected override TAsked Read<TAsked>(ulong row) =>
        typeof(TAsked) != typeof(decimal) && NumberConversion.TryConvert(ReadValue(row), typeof(TAsked), ColumnName, out var converted)
            ? (TAsked)converted
            : base.Read<TAsked>(row);

    private decimal FromLong(long digits)
    {
        var size = (ulong)Int128.Abs(digits);
        return new decimal((int)size, (int)(size >> 32), 0, digits < 0, (byte)scale);
    }

    // Never rounds: zeros at the end may go, nothing else.
    private decimal FromBig(BigInteger digits)
    {
        var size = BigInteger.Abs(digits);
        var places = scale;
        while (places > 0 && (places > MaxScale || size > MaxDigits))
        {
            var (quotient, remainder) = BigInteger.DivRem(size, 10);
            if (!remainder.IsZero) break;
            (size, places) = (quotient, places - 1);
        }

        if (places > MaxScale || size > MaxDigits)
        {
            throw new InvalidCastException(
                $"The DECIMAL {digits}e-{scale} in column '{ColumnName}' has more digits than System.Decimal, which holds 28. Cast it in SQL, to VARCHAR to keep them all.");
        }

        var bits = (UInt128)size;
        return new decimal((int)(uint)(bits & uint.MaxValue), (int)(uint)((bits >> 32) & uint.MaxValue), (int)(uint)(bits >> 64), digits.Sign < 0, (byte)places);
    }
}
