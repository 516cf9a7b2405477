using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Datalake.Embedded.Delivery;

/// <summary>
/// Which arrivals are done, as 128-bit digests of key and version: millions of them fit in memory, and two never meet. Safe to share
/// between threads.
/// </summary>
internal sealed class CommittedArrivals
{
    private readonly Lock gate = new();
    private readonly HashSet<UInt128> digests = [];

    /// <summary>The digest of an arrival. The checkpoint holds it, so it must not change.</summary>
    /// <param name="key">The arrival's key.</param>
    /// <param name="version">The arrival's version.</param>
    public static UInt128 DigestOf(string key, string version)
    {
        Span<byte> text = stackalloc byte[1536];
        if (!Encoding.UTF8.TryGetBytes(key, text, out var length) || length == text.Length) return DigestOfLong(key, version);
        text[length++] = 0;
        if (!Encoding.UTF8.TryGetBytes(version, text[length..], out var more)) return DigestOfLong(key, version);
        return Digest(text[..(length + more)]);
    }

    public bool Contains(string key, string version) => Contains(DigestOf(key, version));

    public bool Contains(UInt128 digest)
    {
        lock (gate) return digests.Contains(digest);
    }

    /// <summary>Adds an arrival. False when it was there.</summary>
    public bool Add(string key, string version) => Add(DigestOf(key, version));

    /// <inheritdoc cref="Add(string, string)"/>
    public bool Add(UInt128 digest)
    {
        lock (gate) return digests.Add(digest);
    }

    private static UInt128 DigestOfLong(string key, string version) => Digest(Encoding.UTF8.GetBytes($"{key}\0{version}"));

    private static UInt128 Digest(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
