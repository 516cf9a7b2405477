using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Datalake.Server.Access;

/// <summary>Makes and hashes tokens.</summary>
public static class AccessToken
{
    /// <summary>Characters below which a text is never accepted as a token, whatever hashes are configured: it could be guessed.</summary>
    public const int MinimumLength = 32;

    /// <summary>Characters above which a text is not hashed to see whether it is a token.</summary>
    public const int MaximumLength = 512;

    // Scanners that look for secrets in published code know tokens by such beginnings.
    private const string Prefix = "lake_";

    /// <summary>Makes a token of 256 random bits.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The SHA-256 of a token, which is what is configured.</summary>
    /// <param name="token">The token.</param>
    public static byte[] HashOf(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return SHA256.HashData(Encoding.UTF8.GetBytes(token));
    }
}
