using System.Numerics;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A UHUGEINT as the engine holds it: 128 bits, unsigned.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBUHugeInt
{
    /// <summary>Puts a number together from its halves.</summary>
    /// <param name="lower">The lower 64 bits.</param>
    /// <param name="upper">The upper 64 bits.</param>
    public DuckDBUHugeInt(ulong lower, ulong upper) => (Lower, Upper) = (lower, upper);

    /// <summary>Takes a number that fits 128 bits, unsigned.</summary>
    /// <exception cref="OverflowException">It does not.</exception>
    public DuckDBUHugeInt(BigInteger value)
    {
        var bits = (UInt128)value;
        (Lower, Upper) = ((ulong)bits, (ulong)(bits >> 64));
    }

    /// <summary>The smallest UHUGEINT, 0.</summary>
    public static BigInteger HugeIntMinValue { get; } = BigInteger.Zero;

    /// <summary>The largest UHUGEINT, 2^128 - 1.</summary>
    public static BigInteger HugeIntMaxValue { get; } = UInt128.MaxValue;

    /// <summary>The lower 64 bits.</summary>
    public ulong Lower { get; }

    /// <summary>The upper 64 bits.</summary>
    public ulong Upper { get; }

    /// <summary>The number.</summary>
    public BigInteger ToBigInteger() => new UInt128(Upper, Lower);
}
