using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Datalake.Json;

/// <summary>
/// A growing buffer of UTF-8 text from the shared array pool. Not for two threads at once; dispose it to give the buffer back.
/// </summary>
public sealed class Utf8Output : IDisposable
{
    // Writers may store whole vectors: this many bytes behind Length are always there after Reserve.
    internal const int Slack = 64;

    private byte[] buffer;
    private int length;

    /// <summary>Rents the first buffer.</summary>
    /// <param name="capacity">Bytes that fit without growing.</param>
    public Utf8Output(int capacity = 4096)
    {
        buffer = ArrayPool<byte>.Shared.Rent(capacity + Slack);
    }

    /// <summary>Bytes written. May be set back to a smaller value to take text out again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The new value is negative or larger than the old one.</exception>
    public int Length
    {
        get => length;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)length, nameof(value));
            length = value;
        }
    }

    /// <summary>What was written. Valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => buffer.AsMemory(0, length);

    /// <summary>What was written. Valid until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => buffer.AsSpan(0, length);

    /// <summary>
    /// The first byte of the buffer; <see cref="Length"/> plus what was reserved, plus <see cref="Slack"/>, may be written through it.
    /// </summary>
    internal ref byte Origin => ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(buffer);

    /// <summary>Appends text.</summary>
    /// <param name="text">The bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        if (text.Length <= 16)
        {
            CopyShort(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(text), ref Unsafe.Add(ref Origin, length), text.Length);
        }
        else
        {
            text.CopyTo(buffer.AsSpan(length));
        }

        length += text.Length;
    }

    /// <summary>Appends a token.</summary>
    /// <param name="token">The token.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Write(in JsonToken token)
    {
        if (!token.IsShort)
        {
            Write(token.Whole.AsSpan());
            return;
        }

        Reserve(token.Length);
        token.Text.StoreUnsafe(ref Origin, (nuint)length);
        length += token.Length;
    }

    /// <summary>Appends one byte.</summary>
    /// <param name="value">The byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        Reserve(1);
        Unsafe.Add(ref Origin, length++) = value;
    }

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear() => length = 0;

    /// <summary>
    /// Gives a buffer that has grown beyond a size back to the pool, so that one large record does not hold memory for ever.
    /// </summary>
    /// <param name="capacity">Bytes the buffer may keep.</param>
    public void Trim(int capacity)
    {
        if (length != 0 || buffer.Length <= capacity * 2) return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = ArrayPool<byte>.Shared.Rent(capacity + Slack);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        length = 0;
    }

    /// <summary>Makes room for <paramref name="count"/> more bytes and <see cref="Slack"/> behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Reserve(int count)
    {
        if (buffer.Length - length < count + Slack) Grow(count);
    }

    /// <summary>Counts bytes as written that were stored through <see cref="Origin"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Advance(int count) => length += count;

    /// <summary>Copies up to 16 bytes by two overlapping loads, which beats a call for the short texts JSON is made of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyShort(ref byte source, ref byte target, int count)
    {
        if (count >= 8)
        {
            var head = Unsafe.ReadUnaligned<ulong>(ref source);
            var tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, count - 8));
            Unsafe.WriteUnaligned(ref target, head);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, count - 8), tail);
        }
        else if (count >= 4)
        {
            var head = Unsafe.ReadUnaligned<uint>(ref source);
            var tail = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, count - 4));
            Unsafe.WriteUnaligned(ref target, head);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, count - 4), tail);
        }
        else
        {
            for (var i = 0; i < count; i++) Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        var grown = ArrayPool<byte>.Shared.Rent(
            (int)Math.Min(Array.MaxLength, Math.Max((long)buffer.Length * 2, (long)length + count + Slack)));
        buffer.AsSpan(0, length).CopyTo(grown);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = grown;
    }
}
