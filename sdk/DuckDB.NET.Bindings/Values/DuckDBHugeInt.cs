using System.Numerics;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A HUGEINT as the engine holds it: 128 bits, signed.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBHugeInt
{
    /// <summary>Puts a number together from its halves.</summary>
    /// <param name="lower">The lower 64 bits.</param>
    /// <param name="upper">The upper 64 bits.</param>
    public DuckDBHugeInt(ulong lower, long upper) => (Lower, Upper) = (lower, upper);

    /// <summary>Takes a number that fits 128 bits, signed.</summary>
    /// <exception cref="OverflowException">It does not.</exception>
    public DuckDBHugeInt(BigInteger value)
    {
        var bits = (UInt128)(Int128)value;
        (Lower, Upper) = ((ulong)bits, (long)(ulong)(bits >> 64));
    }

    /// <summary>The smallest HUGEINT, -2^127.</summary>
    public static BigInteger HugeIntMinValue { get; } = Int128.MinValue;

    /// <summary>The largest HUGEINT, 2^127 - 1.</summary>
    public static BigInteger HugeIntMaxValue { get; } = Int128.MaxValue;

    /// <summary>The lower 64 bits.</summary>
    public ulong Lower { get; }

    /// <summary>The upper 64 bits.</summary>
    public long Upper { get; }

    /// <summary>The number.</summary>
    public BigInteger ToBigInteger() => (Int128)new UInt128((ulong)Upper, Lower);
}
