using System.Security.Cryptography;
using System.Text;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Makes the hashes that the erasure list holds in place of values: HMAC-SHA256 under a key of the lake, cut to 128 bits. Without the key
/// nobody can find out by trying which person a hash means (docs/decisions/0040-the-erasure-list.md).
/// </summary>
internal sealed class ErasureHasher(byte[] key)
{
    private const string KeyOfKey = "_state/erasures/key";
    private const int KeyBytes = 32;
    private const int HashBytes = 16;

    /// <summary>A hasher whose hashes nobody else can make: for looking, not for the list.</summary>
    public static ErasureHasher Temporary() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The lake's hasher.</summary>
    /// <param name="store">The lake's store.</param>
    /// <param name="creates">True to make a key where there is none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when there is no key.</returns>
    /// <exception cref="InvalidDataException">The key cannot be read.</exception>
    public static async Task<ErasureHasher?> OpenAsync(FileObjectStore store, bool creates, CancellationToken cancellationToken)
    {
        if (creates)
        {
            var text = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true));
            await store.PutAsync(KeyOfKey, text, PutMode.IfAbsent, cancellationToken);
        }

        await using var content = await store.OpenAsync(KeyOfKey, cancellationToken);
        if (content is null) return null;
        using var reader = new StreamReader(content.Stream, Encoding.ASCII);
        var read = (await reader.ReadToEndAsync(cancellationToken)).Trim();
        if (read.Length == KeyBytes * 2 && read.All(char.IsAsciiHexDigit)) return new ErasureHasher(Convert.FromHexString(read));
        throw new InvalidDataException(
            $"{KeyOfKey} cannot be read: {KeyBytes * 2} hexadecimal digits are expected. Restore it from a copy of the lake; " +
            "without it the erasure list cannot keep erased records out.");
    }

    /// <summary>The hash of a value under a path of a condition.</summary>
    public string OfValue(string dataset, string path, string form) => Hash("value", dataset, path.ToLowerInvariant(), form);

    /// <summary>The hash of an identity.</summary>
    public string OfIdentity(string dataset, IEnumerable<string> forms) => Hash(["identity", dataset, .. forms]);

    // Each part with its length in front, so that no two lists of parts have the same text.
    private string Hash(params ReadOnlySpan<string> parts)
    {
        using var text = new MemoryStream();
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            text.Write(BitConverter.GetBytes(bytes.Length));
            text.Write(bytes);
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text.GetBuffer().AsSpan(0, (int)text.Length), hash);
        return Convert.ToHexStringLower(hash[..HashBytes]);
    }
}
