using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Json;

namespace Datalake.Embedded.Parquet;

/// <summary>A leaf of texts: each lies behind its length, as the format's plain encoding has it.</summary>
internal sealed class TextColumn(ParquetField field) : ParquetColumn(field)
{
    private const int LengthBytes = sizeof(int);

    // A sender cannot make texts that all meet in one place.
    private static readonly long Seed = Random.Shared.NextInt64();

    // Numbers of different values by hash, from 1; 0 is a free place. Half of it stays free.
    private int[] places = new int[64];
    private (int Offset, uint Hash)[] entries = new (int, uint)[32];
    private int last = -1;
    private byte[] minimum = [];
    private byte[] maximum = [];
    private int minimumLength = -1;
    private int maximumLength;
    private long plainBytes;

    protected override long PlainBytes => plainBytes;

    /// <summary>Adds a value.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="repetition">Its repetition level.</param>
    public void Add(ReadOnlySpan<byte> text, byte repetition)
    {
        AddLevels(repetition, Field.Level);
        Count++;
        plainBytes += LengthBytes + text.Length;
        if (!HasDictionary)
        {
            Bound(text);
            Append(text);
            return;
        }

        // Versions of one entity lie side by side, and most of their values are the same.
        if (last < 0 || !text.SequenceEqual(ValueAt(entries[last].Offset))) last = Find(text);
        Positions.Append(last);
        if (Values.Length > LargestDictionary) LimitDictionary();
    }

    protected override ColumnBounds? Bounds() => TextBounds.Of(minimum.AsSpan(0, minimumLength), maximum.AsSpan(0, maximumLength));

    protected override void Forget()
    {
        Array.Clear(places);
        last = -1;
        minimumLength = -1;
        plainBytes = 0;
    }

    protected override int WritePlain(Utf8Output values, int offset, int count, Utf8Output page)
    {
        var bytes = values.WrittenSpan;
        var end = offset;
        for (var i = 0; i < count; i++) end += LengthBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes[end..]);
        page.Write(bytes[offset..end]);
        return end;
    }

    protected override void AddValue(DecodedChunk chunk, int value, byte repetition) =>
        Add(chunk.Text(value), repetition);

    protected override void CopyValue(Utf8Output dictionary, int position, Utf8Output target)
    {
        var value = dictionary.WrittenSpan[entries[position].Offset..];
        target.Write(value[..(LengthBytes + BinaryPrimitives.ReadInt32LittleEndian(value))]);
    }

    /// <summary>The number of a value in the dictionary; it is added where it is not there.</summary>
    private int Find(ReadOnlySpan<byte> text)
    {
        var hash = (uint)XxHash3.HashToUInt64(text, Seed);
        var place = hash & (uint)(places.Length - 1);
        for (; places[place] != 0; place = (place + 1) & (uint)(places.Length - 1))
        {
            var number = places[place] - 1;
            if (entries[number].Hash == hash && text.SequenceEqual(ValueAt(entries[number].Offset))) return number;
        }

        if (Different == entries.Length)
        {
            Grow();
            return Find(text);
        }

        entries[Different] = (Values.Length, hash);
        places[place] = ++Different;
        Bound(text);
        Append(text);
        return Different - 1;
    }

    private void Grow()
    {
        Array.Resize(ref entries, entries.Length * 2);
        places = new int[places.Length * 2];
        for (var number = 0; number < Different; number++)
        {
            var place = entries[number].Hash & (uint)(places.Length - 1);
            while (places[place] != 0) place = (place + 1) & (uint)(places.Length - 1);
            places[place] = number + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> ValueAt(int offset)
    {
        ref var value = ref Unsafe.Add(ref Values.Origin, offset);
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref value, LengthBytes), Unsafe.ReadUnaligned<int>(ref value));
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        Values.Append(text.Length);
        Values.Write(text);
    }

    private void Bound(ReadOnlySpan<byte> text)
    {
        if (minimumLength < 0)
        {
            Keep(text, ref minimum, ref minimumLength);
            Keep(text, ref maximum, ref maximumLength);
        }
        else if (text.SequenceCompareTo(minimum.AsSpan(0, minimumLength)) < 0)
        {
            Keep(text, ref minimum, ref minimumLength);
        }
        else if (text.SequenceCompareTo(maximum.AsSpan(0, maximumLength)) > 0)
        {
            Keep(text, ref maximum, ref maximumLength);
        }
    }

    private static void Keep(ReadOnlySpan<byte> text, ref byte[] kept, ref int length)
    {
        if (kept.Length < text.Length) kept = new byte[text.Length];
        text.CopyTo(kept);
        length = text.Length;
    }
}
