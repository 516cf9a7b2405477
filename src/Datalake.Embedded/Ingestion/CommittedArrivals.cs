using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Datalake.Embedded.Ingestion;

/// <summary>Which arrivals are done, as 128-bit digests of key and version: millions of them fit in memory, and two never meet.</summary>
internal sealed class CommittedArrivals
{
    private readonly HashSet<UInt128> digests = [];

    public int Count => digests.Count;

    public bool Contains(string key, string version) => digests.Contains(DigestOf(key, version));

    public void Add(string key, string version) => digests.Add(DigestOf(key, version));

    private static UInt128 DigestOf(string key, string version)
    {
        Span<byte> text = stackalloc byte[1536];
        if (!Encoding.UTF8.TryGetBytes(key, text, out var length)) return DigestOfLong(key, version);
        text[length++] = 0;
        if (!Encoding.UTF8.TryGetBytes(version, text[length..], out var more)) return DigestOfLong(key, version);
        return Digest(text[..(length + more)]);
    }

    private static UInt128 DigestOfLong(string key, string version) => Digest(Encoding.UTF8.GetBytes($"{key}\0{version}"));

    private static UInt128 Digest(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
