using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>Bytes that are no text, in the buffers of the text.</summary>
internal static class RawOutput
{
    /// <summary>Appends a value as it lies in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Append<T>(this Utf8Output output, T value)
        where T : unmanaged
    {
        output.Reserve(Unsafe.SizeOf<T>());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref output.Origin, output.Length), value);
        output.Advance(Unsafe.SizeOf<T>());
    }

    /// <summary>Replaces four bytes by a number, the lowest byte first.</summary>
    public static void Set(this Utf8Output output, int offset, int value) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref output.Origin, offset), value);

    /// <summary>What was appended, as values of a type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> As<T>(this Utf8Output output)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(output.WrittenSpan);

    /// <summary>Room behind what was written; what is stored there counts once <see cref="Utf8Output.Advance"/> says so.</summary>
    public static Span<byte> Room(this Utf8Output output, int bytes)
    {
        output.Reserve(bytes);
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output.Origin, output.Length), bytes);
    }

    /// <summary>Appends a number in groups of seven bits, the lowest first.</summary>
    public static void WriteVariable(this Utf8Output output, ulong value)
    {
        for (; value >= 0x80; value >>= 7) output.WriteByte((byte)(value | 0x80));
        output.WriteByte((byte)value);
    }
}
