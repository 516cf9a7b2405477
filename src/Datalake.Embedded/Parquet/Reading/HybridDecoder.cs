using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datalake.Json;

namespace Datalake.Embedded.Parquet.Reading;

/// <summary>Reads what <see cref="HybridEncoder"/> writes.</summary>
internal static class HybridDecoder
{
    private const int Group = 8;

    /// <summary>Decodes values.</summary>
    /// <param name="source">Runs and packed bits.</param>
    /// <param name="width">Bits of a value, 0 to 32.</param>
    /// <param name="count">How many values.</param>
    /// <param name="output">Receives them.</param>
    /// <exception cref="InvalidDataException">The source ends before.</exception>
    public static void Read<T>(ReadOnlySpan<byte> source, int width, int count, Utf8Output output)
        where T : unmanaged, IBinaryInteger<T>
    {
        while (count > 0)
        {
            if (width == 0)
            {
                Repeat(T.Zero, count, output);
                return;
            }

            var head = Head(ref source);
            if ((head & 1) == 0)
            {
                var value = 0UL;
                for (var bits = 0; bits < width; bits += 8) value |= (ulong)Take(ref source, 1)[0] << bits;
                var length = (int)Math.Min((long)(head >> 1), count);
                Repeat(T.CreateTruncating(value), length, output);
                count -= length;
            }
            else
            {
                var length = (int)Math.Min((long)(head >> 1) * Group, count);

                // Some writers leave out the zeros that fill the last group.
                var bytes = (int)Math.Min((long)(head >> 1) * width, source.Length);
                if ((long)length * width > (long)bytes * 8) throw Ended();
                Unpack<T>(Take(ref source, bytes), width, length, output);
                count -= length;
            }
        }
    }

    private static void Repeat<T>(T value, int count, Utf8Output output)
        where T : unmanaged
    {
        MemoryMarshal.Cast<byte, T>(output.Room(count * Unsafe.SizeOf<T>())).Fill(value);
        output.Advance(count * Unsafe.SizeOf<T>());
    }

    private static void Unpack<T>(ReadOnlySpan<byte> packed, int width, int count, Utf8Output output)
        where T : unmanaged, IBinaryInteger<T>
    {
        var size = Unsafe.SizeOf<T>();
        var values = MemoryMarshal.Cast<byte, T>(output.Room(count * size));
        var mask = (1UL << width) - 1;
        ulong waiting = 0;
        var bits = 0;
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            for (; bits < width; bits += 8) waiting |= (ulong)packed[at++] << bits;
            values[i] = T.CreateTruncating(waiting & mask);
            waiting >>= width;
            bits -= width;
        }

        output.Advance(count * size);
    }

    private static ulong Head(ref ReadOnlySpan<byte> source)
    {
        ulong value = 0;
        for (var bits = 0; bits < 35; bits += 7)
        {
            var part = Take(ref source, 1)[0];
            value |= (ulong)(part & 0x7F) << bits;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("A run is longer than 32 bits can say.");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> source, int count)
    {
        if (count > source.Length) throw Ended();
        var taken = source[..count];
        source = source[count..];
        return taken;
    }

    private static InvalidDataException Ended() => new("A page ends within a run.");
}
