namespace Datalake.Generator;

/// <summary>
/// SplitMix64: eight bytes of state and the same numbers on every machine and runtime, which <see cref="Random"/> does not promise.
/// A value type: hand it on by reference, or both sides draw the same numbers.
/// </summary>
internal struct SeededRandom(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>A seed that depends on both arguments, for a stream of its own.</summary>
    public static ulong Mix(ulong seed, ulong stream) => Scramble(Scramble(seed + Step) ^ (stream * 0xD1342543DE82EF95 + Step));

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits() => Scramble(state += Step);

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public long Below(long bound) => (long)Math.BigMul(NextBits(), (ulong)bound, out _);

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)Below((long)bound);

    /// <summary>A number between both, inclusive.</summary>
    public int Between(int minimum, int maximum) => minimum + Below(maximum - minimum + 1);

    /// <summary>True with the given chance, from 0 (never) to 1 (always).</summary>
    public bool Chance(double chance) => (NextBits() >> 11) * (1.0 / (1UL << 53)) < chance;

    /// <summary>One of the values.</summary>
    public T Pick<T>(T[] values) => values[Below(values.Length)];

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
