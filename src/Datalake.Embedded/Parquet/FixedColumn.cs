using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>
/// A leaf of values of one size: <see cref="int"/>, <see cref="long"/>, <see cref="float"/>, <see cref="double"/>, or
/// <see cref="Int128"/>, which the file has with its highest byte first.
/// </summary>
internal sealed class FixedColumn<T>(ParquetField field) : ParquetColumn(field)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Odd and of the process: a sender cannot make numbers that all meet in one place.
    private static readonly ulong Factor = (ulong)Random.Shared.NextInt64() | 1;

    private static readonly bool HasFraction = typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private static readonly T Highest = HasFraction ? T.CreateChecked(double.PositiveInfinity) : T.MaxValue;
    private static readonly T Lowest = HasFraction ? T.CreateChecked(double.NegativeInfinity) : T.MinValue;

    // Numbers of different values by hash, from 1; 0 is a free place. Half of it stays free.
    private int[] places = new int[64];
    private int shift = 64 - 6;
    private int last = -1;
    private T minimum = Highest;
    private T maximum = Lowest;
    private long nans;

    protected override long PlainBytes => (long)Count * Unsafe.SizeOf<T>();

    protected override long? Nans => HasFraction ? nans : null;

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="repetition">Its repetition level.</param>
    public void Add(T value, byte repetition)
    {
        AddLevels(repetition, Field.Level);
        Count++;
        if (T.IsNaN(value)) nans++;
        if (!HasDictionary)
        {
            Append(value);
            return;
        }

        if (last < 0 || !AreSame(value, Values.As<T>()[last])) last = Find(value);
        Positions.Append(last);
        if (Values.Length > LargestDictionary) LimitDictionary();
    }

    /// <summary>
    /// Where a value is no number there are none: some readers take it for the largest of all, others for none, so that no bounds are right
    /// for both. Zero has both signs.
    /// </summary>
    protected override ColumnBounds? Bounds()
    {
        if (nans > 0) return null;
        if (T.IsZero(minimum) && HasFraction) minimum = -T.Abs(minimum);
        if (T.IsZero(maximum)) maximum = T.Abs(maximum);
        return new ColumnBounds(Plain(minimum), Plain(maximum));
    }

    protected override void Forget()
    {
        Array.Clear(places);
        last = -1;
        (minimum, maximum) = (Highest, Lowest);
        nans = 0;
    }

    protected override int WritePlain(Utf8Output values, int offset, int count, Utf8Output page)
    {
        var end = offset + count * Unsafe.SizeOf<T>();
        var bytes = values.WrittenSpan[offset..end];
        if (typeof(T) != typeof(Int128))
        {
            page.Write(bytes);
            return end;
        }

        foreach (var value in MemoryMarshal.Cast<byte, Int128>(bytes)) page.Append(BinaryPrimitives.ReverseEndianness(value));
        return end;
    }

    protected override void AddValue(DecodedChunk chunk, int value, byte repetition) =>
        Add(
            typeof(T) == typeof(Int128) ? (T)(object)BinaryPrimitives.ReverseEndianness(chunk.Fixed<Int128>(value)) : chunk.Fixed<T>(value),
            repetition);

    protected override void CopyValue(Utf8Output dictionary, int position, Utf8Output target) =>
        target.Append(dictionary.As<T>()[position]);

    private static byte[] Plain(T value)
    {
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
        if (typeof(T) == typeof(Int128)) bytes.AsSpan().Reverse();
        return bytes;
    }

    /// <summary>Whether two values have the same bits: zero has two signs, and what is no number equals nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreSame(T one, T other)
    {
        if (Unsafe.SizeOf<T>() == sizeof(int)) return Unsafe.As<T, int>(ref one) == Unsafe.As<T, int>(ref other);
        if (Unsafe.SizeOf<T>() == sizeof(long)) return Unsafe.As<T, long>(ref one) == Unsafe.As<T, long>(ref other);
        return Unsafe.As<T, UInt128>(ref one) == Unsafe.As<T, UInt128>(ref other);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(T value)
    {
        if (Unsafe.SizeOf<T>() == sizeof(int)) return Unsafe.As<T, uint>(ref value) * Factor;
        if (Unsafe.SizeOf<T>() == sizeof(long)) return Unsafe.As<T, ulong>(ref value) * Factor;
        var bits = Unsafe.As<T, UInt128>(ref value);
        return ((ulong)bits * Factor ^ (ulong)(bits >> 64)) * Factor;
    }

    /// <summary>The number of a value in the dictionary; it is added where it is not there.</summary>
    private int Find(T value)
    {
        var values = Values.As<T>();
        var place = (int)(Hash(value) >> shift);
        for (; places[place] != 0; place = (place + 1) & (places.Length - 1))
        {
            if (AreSame(values[places[place] - 1], value)) return places[place] - 1;
        }

        if (Different * 2 == places.Length)
        {
            Grow(values);
            return Find(value);
        }

        places[place] = ++Different;
        Append(value);
        return Different - 1;
    }

    private void Grow(ReadOnlySpan<T> values)
    {
        places = new int[places.Length * 2];
        shift--;
        for (var number = 0; number < values.Length; number++)
        {
            var place = (int)(Hash(values[number]) >> shift);
            while (places[place] != 0) place = (place + 1) & (places.Length - 1);
            places[place] = number + 1;
        }
    }

    private void Append(T value)
    {
        // Both are false for what is no number.
        if (value < minimum) minimum = value;
        if (value > maximum) maximum = value;
        Values.Append(value);
    }
}
