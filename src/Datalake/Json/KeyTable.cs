using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Datalake.Json;

/// <summary>
/// Remembers what was found out about a JSON key, by the key's bytes as they stand in the text. Records of one dataset repeat their keys in
/// the same order, so each entry also remembers which one came after it; most look-ups are one comparison. Not for two threads at once.
/// </summary>
/// <typeparam name="T">What is remembered.</typeparam>
internal sealed class KeyTable<T>
{
    // Keys may be data (an object used as a dictionary); past this many a table stops learning, so that memory stays bounded.
    private const int MaximumKeys = 2048;

    private Entry?[] buckets = new Entry?[16];
    private int count;

    /// <summary>The entry before the first key of an object.</summary>
    public Entry Start { get; } = new([], 0, default!);

    /// <summary>
    /// Takes the brace or comma before a key, the key and its colon, and moves <paramref name="previous"/> to the key's entry, if the key
    /// is the one that came next the last time and nothing stands between the tokens. The key's characters were checked when it was
    /// learned.
    /// </summary>
    /// <param name="cursor">Stands at the brace or behind the value before.</param>
    /// <param name="before">The brace or the comma.</param>
    /// <param name="previous">The entry of the key before it in the same object, or <see cref="Start"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TakeFollower(scoped ref JsonCursor cursor, byte before, scoped ref Entry previous)
    {
        var guess = previous.Follower;
        if (guess is null || !cursor.Take(before, guess.Member)) return false;
        previous = guess;
        return true;
    }

    /// <summary>Finds a key.</summary>
    /// <param name="key">The bytes between the quotes.</param>
    /// <param name="previous">The entry of the key before it in the same object, or <see cref="Start"/>.</param>
    /// <returns>The entry; null when the key is not known.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Entry? Find(ReadOnlySpan<byte> key, Entry previous)
    {
        var guess = previous.Follower;
        return guess is not null && Same(guess.Key, key) ? guess : FindByHash(key, previous);
    }

    /// <summary>Remembers a key that is not known.</summary>
    /// <param name="key">The bytes between the quotes.</param>
    /// <param name="value">What to remember.</param>
    /// <param name="previous">The entry of the key before it in the same object, or <see cref="Start"/>.</param>
    public Entry Add(ReadOnlySpan<byte> key, T value, Entry previous)
    {
        var entry = new Entry(key.ToArray(), Hash(key), value);
        if (count >= MaximumKeys) return entry;
        if (++count > buckets.Length) Resize();
        ref var bucket = ref buckets[entry.Hash & (uint)(buckets.Length - 1)];
        entry.Next = bucket;
        bucket = entry;

        // Only what the table holds may be followed to: the others would hang on each other in a chain without end.
        previous.Follower = entry;
        return entry;
    }

    private static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = (uint)key.Length;
        while (key.Length >= 4)
        {
            hash = (System.Numerics.BitOperations.RotateLeft(hash, 5) ^ MemoryMarshal.Read<uint>(key)) * 0x9E3779B1;
            key = key[4..];
        }

        foreach (var value in key) hash = (System.Numerics.BitOperations.RotateLeft(hash, 5) ^ value) * 0x9E3779B1;
        return hash ^ (hash >> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Same(byte[] known, ReadOnlySpan<byte> key)
    {
        if (known.Length != key.Length) return false;
        ref var a = ref MemoryMarshal.GetArrayDataReference(known);
        ref var b = ref MemoryMarshal.GetReference(key);
        var size = key.Length;
        if (size is >= 8 and <= 16)
        {
            return Unsafe.ReadUnaligned<ulong>(ref a) == Unsafe.ReadUnaligned<ulong>(ref b)
                && Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref a, size - 8))
                    == Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref b, size - 8));
        }

        if (size is >= 4 and < 8)
        {
            return Unsafe.ReadUnaligned<uint>(ref a) == Unsafe.ReadUnaligned<uint>(ref b)
                && Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref a, size - 4))
                    == Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref b, size - 4));
        }

        return key.SequenceEqual(known);
    }

    private Entry? FindByHash(ReadOnlySpan<byte> key, Entry previous)
    {
        var hash = Hash(key);
        for (var entry = buckets[hash & (uint)(buckets.Length - 1)]; entry is not null; entry = entry.Next)
        {
            if (entry.Hash != hash || !Same(entry.Key, key)) continue;
            previous.Follower = entry;
            return entry;
        }

        return null;
    }

    private void Resize()
    {
        var old = buckets;
        buckets = new Entry?[old.Length * 4];
        foreach (var head in old)
        {
            for (var entry = head; entry is not null;)
            {
                var next = entry.Next;
                ref var bucket = ref buckets[entry.Hash & (uint)(buckets.Length - 1)];
                entry.Next = bucket;
                bucket = entry;
                entry = next;
            }
        }
    }

    /// <summary>A known key.</summary>
    internal sealed class Entry(byte[] key, uint hash, T value)
    {
        public readonly byte[] Key = key;
        public readonly uint Hash = hash;
        public readonly T Value = value;

        /// <summary>The hash of the key by its content, escapes resolved.</summary>
        public readonly UInt128 Digest = ValueDigest.OfKey([(byte)'"', .. key, (byte)'"']);

        /// <summary>The key in its quotes and a colon.</summary>
        public readonly JsonToken Member = new([(byte)'"', .. key, (byte)'"', (byte)':']);

        public Entry? Next;
        public Entry? Follower;
    }
}
