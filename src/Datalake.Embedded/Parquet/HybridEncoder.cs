using System.Numerics;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>
/// Parquet's hybrid of runs and packed bits, for levels and for positions in a dictionary: eight or more equal values are a run, the values
/// between runs are packed in groups of eight.
/// </summary>
internal static class HybridEncoder
{
    private const int Group = 8;

    /// <summary>Bits that a value takes.</summary>
    /// <param name="largest">The largest value.</param>
    public static int Width(int largest) => 32 - BitOperations.LeadingZeroCount((uint)largest);

    /// <summary>Encodes values.</summary>
    /// <param name="values">The values, none negative.</param>
    /// <param name="width">Bits of each.</param>
    /// <param name="output">Receives the runs.</param>
    public static void Write<T>(ReadOnlySpan<T> values, int width, Utf8Output output)
        where T : unmanaged, IBinaryInteger<T>
    {
        var packed = 0;
        for (var at = 0; at < values.Length;)
        {
            var end = RunEnd(values, at);

            // Only whole groups can stand before a run.
            var start = packed + (at - packed + Group - 1) / Group * Group;
            if (end - start >= Group)
            {
                Pack(values[packed..start], width, output);
                output.WriteVariable((ulong)(end - start) << 1);
                var value = ulong.CreateTruncating(values[at]);
                for (var bits = 0; bits < width; bits += 8) output.WriteByte((byte)(value >> bits));
                packed = end;
            }

            at = end;
        }

        Pack(values[packed..], width, output);
    }

    private static int RunEnd<T>(ReadOnlySpan<T> values, int at)
        where T : unmanaged, IBinaryInteger<T>
    {
        // Most runs among positions are one long, too short for the search.
        if (at + 1 == values.Length || values[at + 1] != values[at]) return at + 1;
        var length = values[at..].IndexOfAnyExcept(values[at]);
        return length < 0 ? values.Length : at + length;
    }

    /// <summary>Packs values; zeros fill the last group.</summary>
    private static void Pack<T>(ReadOnlySpan<T> values, int width, Utf8Output output)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (values.IsEmpty) return;
        var groups = (values.Length + Group - 1) / Group;
        output.WriteVariable(((ulong)groups << 1) | 1);
        var target = output.Room(groups * width);
        ulong waiting = 0;
        var bits = 0;
        var written = 0;
        foreach (var value in values)
        {
            waiting |= ulong.CreateTruncating(value) << bits;
            bits += width;
            for (; bits >= 8; bits -= 8, waiting >>= 8) target[written++] = (byte)waiting;
        }

        for (; written < target.Length; waiting >>= 8) target[written++] = (byte)waiting;
        output.Advance(target.Length);
    }
}
